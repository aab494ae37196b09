// Who holds a role: given and taken by who could hold it themselves.
import type { Principal } from '#access';
import { changeNow, giveRoleTo, note, takeRoleFrom } from '#access/giving/index';
import { type AnswerOf, type giveRole as giveRoleRoute, problem, type takeRole as takeRoleRoute } from '#contract';
import { everyoneId } from '#store/built-in';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { endAsked, recipients } from '../sharing/index.ts';
import { losing, manageable, requireForEveryone } from './managed.ts';
import { shownTo } from './present.ts';

export const giveRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body, ifMatch }: Given<typeof giveRoleRoute>,
): Promise<AnswerOf<typeof giveRoleRoute>> => {
  await changeNow(
    deps,
    principal,
    { within: 'organization', ...watching.subjects(query, async () => [params.role]) },
    async (ask, actor) => {
      const role = await manageable(ask, actor, params.role, ifMatch);
      const holder = (await recipients(ask, actor, [{ field: 'subject', subject: params.subject }])).get(params.subject);
      if (holder?.kind === 'role') throw problem('invalid', 'A role is held by people and groups.');
      if (params.subject === everyoneId) requireForEveryone(role.capabilities);
      const until = endAsked(ask, 'expiresAt', body?.expiresAt) ?? null;
      await giveRoleTo(ask, role.id, params.subject, { until, by: actor.userId });
      await note(ask, actor, {
        action: 'role.give',
        subject: params.subject,
        in: role.id,
        after: { role: role.id, expiresAt: until },
      });
    },
  );
  return shownTo(asking(deps), principal, params.role);
};

export const takeRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, ifMatch }: Given<typeof takeRoleRoute>,
): Promise<AnswerOf<typeof takeRoleRoute>> => {
  await changeNow(
    deps,
    principal,
    {
      within: 'organization',
      ...losing(params.role),
      ...watching.subjects(query, async () => [params.role]),
      force: query?.force ?? false,
    },
    async (ask, actor) => {
      const role = await manageable(ask, actor, params.role, ifMatch);
      const taken = await takeRoleFrom(ask, role.id, params.subject);
      if (taken) await note(ask, actor, { action: 'role.take', subject: params.subject, in: role.id, before: { role: role.id } });
    },
  );
  return shownTo(asking(deps), principal, params.role);
};
