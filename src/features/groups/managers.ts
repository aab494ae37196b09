// A group's managers: set by who manages all groups, they add and remove people by hand. It gives no access by itself.
import { type Ask, type Principal, requireCapability } from '#access';
import { addManager, changeNow, dropManager, note } from '#access/giving/index';
import {
  type AnswerOf,
  type addGroupManager as addGroupManagerRoute,
  type ParamsOf,
  problem,
  type QueryOf,
  type removeGroupManager as removeGroupManagerRoute,
} from '#contract';
import { asking, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { requireFresh } from '../resources/index.ts';
import { recipients } from '../sharing/index.ts';
import { type GroupRow, groupById, requireFound, requireOurs } from '../subjects/index.ts';
import { ruled } from './managed.ts';
import { shownTo } from './present.ts';

type Input = {
  params: ParamsOf<typeof addGroupManagerRoute>;
  query?: Partial<QueryOf<typeof addGroupManagerRoute>>;
  ifMatch?: number | undefined;
};

export const addGroupManager = (
  deps: StoreDeps,
  principal: Principal,
  input: Input,
): Promise<AnswerOf<typeof addGroupManagerRoute>> =>
  changeManagers(deps, principal, input, async (ask, actor) => {
    const group = await ruled(ask, actor, input.params.group);
    requireFresh(input.ifMatch, group.version);
    const { subject } = input.params;
    const manager = (await recipients(ask, actor, [{ field: 'subject', subject }])).get(subject);
    if (manager?.kind === 'role') throw problem('invalid', 'A group is managed by people and groups; a role can’t.');
    if (await addManager(ask, group.id, subject)) await note(ask, actor, noted('group.manage', group, subject));
  });

/** Also by a manager themselves: anyone may lay down what they were trusted with. */
export const removeGroupManager = (
  deps: StoreDeps,
  principal: Principal,
  input: Input,
): Promise<AnswerOf<typeof removeGroupManagerRoute>> =>
  changeManagers(deps, principal, input, async (ask, actor) => {
    const { group: id, subject } = input.params;
    const group = await groupById(ask, id);
    await requireFound(ask, actor, id);
    if (subject !== actor.userId) requireCapability(actor, 'groups.manage');
    requireOurs(group);
    requireFresh(input.ifMatch, group.version);
    if (await dropManager(ask, group.id, subject)) await note(ask, actor, noted('group.unmanage', group, subject));
  });

const noted = (action: string, group: GroupRow, subject: string) => ({ action, subject, in: group.id });

const changeManagers = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Input,
  work: (ask: Ask, actor: Principal) => Promise<void>,
) => {
  await changeNow(deps, principal, { within: 'organization', ...watching.subjects(query, async () => []) }, work);
  return shownTo(asking(deps), principal, params.group);
};
