// Who is in a group by hand: put there and taken out by its managers, and left by oneself.
import type { Ask, Principal } from '#access';
import {
  capabilitiesCarried,
  changeNow,
  note,
  putIntoGroup,
  requireHolding,
  subjectsAbove,
  takeFromGroup,
} from '#access/giving/index';
import {
  type AnswerOf,
  type addGroupMember as addGroupMemberRoute,
  problem,
  type removeGroupMember as removeGroupMemberRoute,
} from '#contract';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { requireFresh } from '../resources/index.ts';
import { endAsked, recipients } from '../sharing/index.ts';
import { groupById, requireFound, requireOurs } from '../subjects/index.ts';
import { losing, managed } from './managed.ts';
import { shownTo } from './present.ts';

export const addGroupMember = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body, ifMatch }: Given<typeof addGroupMemberRoute>,
): Promise<AnswerOf<typeof addGroupMemberRoute>> => {
  const watched = watching.subjects(query, (ask) => subjectsAbove(ask, params.group));
  await changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    requireFresh(ifMatch, (await managed(ask, actor, params.group)).version);
    await placeInGroup(ask, actor, params.group, params.subject, body?.expiresAt);
  });
  return shownTo(asking(deps), principal, params.group);
};

/** Puts somebody into a group that the actor manages; the caller holds the door open. */
export const placeInGroup = async (
  ask: Ask,
  actor: Principal,
  groupId: string,
  subject: string,
  expiresAt?: string | null,
): Promise<void> => {
  const group = await managed(ask, actor, groupId);
  const member = (await recipients(ask, actor, [{ field: 'subject', subject }])).get(subject);
  if (member?.kind === 'role')
    throw problem('invalid', 'A role is held, not put into groups; give the role to the group instead.');
  const until = endAsked(ask, 'expiresAt', expiresAt) ?? null;
  requireHolding(actor, await capabilitiesCarried(ask, group.id));
  if ((await subjectsAbove(ask, group.id)).includes(subject)) {
    throw problem('conflict', `“${group.name}” is already inside that group; a group can't contain itself.`);
  }
  await putIntoGroup(ask, group.id, subject, { until, by: actor.userId });
  await note(ask, actor, { action: 'group.add', subject, in: group.id, after: { group: group.id, expiresAt: until } });
};

export const removeGroupMember = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, ifMatch }: Given<typeof removeGroupMemberRoute>,
): Promise<AnswerOf<typeof removeGroupMemberRoute>> => {
  await changeNow(
    deps,
    principal,
    {
      within: 'organization',
      ...losing(params.group),
      ...watching.subjects(query, (ask) => subjectsAbove(ask, params.group)),
      force: query?.force ?? false,
    },
    async (ask, actor) => {
      const group = await groupById(ask, params.group);
      await requireFound(ask, actor, group.id);
      // Anyone may give up a place of their own.
      if (params.subject !== actor.userId) {
        await managed(ask, actor, params.group);
        requireHolding(actor, await capabilitiesCarried(ask, group.id));
      }
      requireOurs(group);
      requireFresh(ifMatch, group.version);
      const removed = await takeFromGroup(ask, group.id, params.subject);
      if (removed)
        await note(ask, actor, { action: 'group.remove', subject: params.subject, in: group.id, before: { group: group.id } });
    },
  );
  return shownTo(asking(deps), principal, params.group);
};
