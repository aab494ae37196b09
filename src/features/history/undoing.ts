// How each kind of change is undone: by the use case that does the opposite, as whoever undoes it, and only while what it
// made still stands. What it made is read from the facts as they were then, not from what was noted of them.

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Ask, type Principal, rows } from '#access';
import { grantsThen, membershipThen, placeThen } from '#access/giving/index';
import {
  Capability,
  GeneralAccess,
  isUndoable,
  problem,
  type UndoableAction,
  updateOrganization as updateOrganizationRoute,
  updateUser as updateUserRoute,
} from '#contract';
import type { EventRow } from '../audit/index.ts';
import type { StoreDeps } from '../deps.ts';
import { addGroupManager, addGroupMember, removeGroupManager, removeGroupMember, renameGroup } from '../groups/index.ts';
import { deactivateUser, reactivateUser, updateUser } from '../people/index.ts';
import { removeMember, setMember } from '../projects/index.ts';
import { bringBack, deleteResource } from '../resources/index.ts';
import { giveRole, takeRole, updateRole } from '../roles/index.ts';
import { getOrganization, updateOrganization } from '../settings/index.ts';
import { patchAccess, putAccess } from '../sharing/index.ts';

/** `deps` work inside the transaction that undoes. */
export type Undoing = { deps: StoreDeps; ask: Ask; actor: Principal; event: EventRow; query: { force: boolean } };

export const changedSince = () => problem('conflict', 'This was changed again since; undo that first, or change it by hand.');
const ended = () => problem('conflict', 'What was there before has ended by now, so there is nothing to bring back.');

const requireStanding = (stands: boolean) => {
  if (!stands) throw changedSince();
};
const same = (a: unknown, b: unknown) => isDeepStrictEqual(a, b);
const justBefore = ({ at }: EventRow) => new Date(at.getTime() - 1);
const lives = (ask: Ask, { expires_at }: { expires_at: Date | null }) => expires_at === null || expires_at > ask.now;
const end = ({ expires_at }: { expires_at: Date | null }) => ({ expiresAt: expires_at?.toISOString() ?? null });

// Events of these actions always name them.
const on = ({ event }: Undoing) => event.resource_id ?? '';
const whose = ({ event }: Undoing) => event.subject_id ?? '';
const place = ({ event }: Undoing) => event.in_id ?? '';

const grants = async (undoing: Undoing) => restoreGrants(undoing, on(undoing));

/** The subject's direct grants on one resource as they were, level by level; everybody else's stay. */
const restoreGrants = async (undoing: Undoing, resource: string): Promise<void> => {
  const { deps, ask, actor, event, query } = undoing;
  const subject = whose(undoing);
  const was = await grantsThen(ask, subject, resource, justBefore(event));
  const now = await grantsThen(ask, subject, resource, ask.now);
  requireStanding(same(await grantsThen(ask, subject, resource, event.at), now));
  const wanted = was.filter((grant) => lives(ask, grant));
  if (same(wanted, now)) throw ended();
  const others = await rows<{ subject_id: string; level: string }>(
    ask,
    'select subject_id, level from access_grant where resource_id = $1 and subject_id <> $2 and membership_id is null',
    [resource, subject],
  );
  const listOf = (level: 'viewer' | 'editor') => {
    const of = (list: typeof was) => list.find((grant) => grant.level === level);
    if (same(of(wanted), of(now))) return undefined;
    const kept = others.filter((other) => other.level === level).map(({ subject_id }) => subject_id);
    const back = of(wanted);
    return back ? [...kept, { subject, ...end(back) }] : kept;
  };
  const [editors, viewers] = [listOf('editor'), listOf('viewer')];
  await putAccess(deps, actor, {
    params: { resource },
    query,
    body: { ...(editors && { editors }), ...(viewers && { viewers }) },
  });
};

const generalAccess = async (undoing: Undoing) => {
  const { deps, ask, actor, event, query } = undoing;
  const [row] = await rows<{ general_access: string }>(ask, 'select general_access from resource where id = $1', [on(undoing)]);
  requireStanding(row?.general_access === event.after);
  await patchAccess(deps, actor, {
    params: { resource: on(undoing) },
    query,
    body: { generalAccess: GeneralAccess.parse(event.before) },
  });
};

const membership = async (undoing: Undoing) => {
  const { deps, ask, actor, event, query } = undoing;
  const params = { project: on(undoing), subject: whose(undoing) };
  const was = await membershipThen(ask, params.subject, params.project, justBefore(event));
  const now = await membershipThen(ask, params.subject, params.project, ask.now);
  requireStanding(same(await membershipThen(ask, params.subject, params.project, event.at), now));
  if (!same(was, now)) {
    if (!was) await removeMember(deps, actor, { params, query });
    else {
      if (!lives(ask, was)) throw ended();
      await requireThere(ask, was.listed);
      const { level, restricted, listed } = was;
      await setMember(deps, actor, {
        params,
        query,
        body: { level, restricted, ...(restricted && { resources: listed }), ...end(was) },
      });
    }
  }
  const taken = Taken.safeParse(event.before).data?.grants ?? [];
  await requireThere(ask, taken);
  for (const resource of taken) await restoreGrants(undoing, resource);
};
/** Of a removal that took grants inside the project too: on what. */
const Taken = z.object({ grants: z.array(z.string()) });

const requireThere = async (ask: Ask, ids: readonly string[]) => {
  const gone = await rows<{ title: string }>(ask, 'select title from resource where id = any($1::text[]) and not live', [ids]);
  if (gone.length > 0)
    throw problem(
      'conflict',
      `${gone.length === 1 ? 'Something' : 'Some'} of what it was about is in the trash; restore that first.`,
    );
};

const placed = async (undoing: Undoing) => {
  const { deps, ask, actor, event, query } = undoing;
  const [subject, into] = [whose(undoing), place(undoing)];
  const was = await placeThen(ask, subject, into, justBefore(event));
  requireStanding(same(await placeThen(ask, subject, into, event.at), await placeThen(ask, subject, into, ask.now)));
  if (was && !lives(ask, was)) throw ended();
  const group = { params: { group: into, subject } };
  const role = { params: { role: into, subject } };
  if (event.action.startsWith('group.'))
    await (was ? addGroupMember(deps, actor, { ...group, body: end(was) }) : removeGroupMember(deps, actor, { ...group, query }));
  else await (was ? giveRole(deps, actor, { ...role, body: end(was) }) : takeRole(deps, actor, { ...role, query }));
};

const manager = async (undoing: Undoing) => {
  const { deps, ask, actor, event } = undoing;
  const params = { group: place(undoing), subject: whose(undoing) };
  const [is] = await rows(ask, 'select 1 from group_manager where group_id = $1 and manager_id = $2', [
    params.group,
    params.subject,
  ]);
  const made = event.action === 'group.manage';
  requireStanding(made === (is !== undefined));
  await (made ? removeGroupManager : addGroupManager)(deps, actor, { params });
};

const groupName = async (undoing: Undoing) => {
  const { deps, ask, actor, event } = undoing;
  const group = whose(undoing);
  const [row] = await rows<{ name: string }>(ask, 'select name from user_group where id = $1', [group]);
  requireStanding(row?.name === event.after);
  await renameGroup(deps, actor, { params: { group }, body: { name: String(event.before) } });
};

const role = async (undoing: Undoing) => {
  const { deps, ask, actor, event, query } = undoing;
  const [row] = await rows<{ name: string; capabilities: string[] }>(ask, 'select name, capabilities from role where id = $1', [
    whose(undoing),
  ]);
  requireStanding(same(row && { ...row }, event.after));
  await updateRole(deps, actor, { params: { role: whose(undoing) }, query, body: RoleBefore.parse(event.before) });
};
const RoleBefore = z.object({ name: z.string(), capabilities: z.array(Capability) });

/** What was noted, by the names of its fields. */
const Noted = z.record(z.string(), z.unknown());

const user = async (undoing: Undoing) => {
  const { deps, ask, actor, event, query } = undoing;
  const [row] = await rows<Record<string, unknown>>(
    ask,
    'select name, login, lower(email) as email, kind, attributes, owner_id as owner from app_user where id = $1',
    [whose(undoing)],
  );
  requireStanding(Object.entries(Noted.parse(event.after)).every(([key, value]) => same(row?.[key], value)));
  await updateUser(deps, actor, { params: { user: whose(undoing) }, query, body: updateUserRoute.body.parse(event.before) });
};

const leaving = async ({ deps, actor, event }: Undoing) => {
  if (event.before === 'invited') throw problem('conflict', 'They had only been invited then; invite them again.');
  await reactivateUser(deps, actor, { params: { user: event.subject_id ?? '' } });
};

const settings = async ({ deps, actor, event }: Undoing) => {
  const now: Record<string, unknown> = await getOrganization(deps, actor);
  const [before, after] = [Noted.parse(event.before), Noted.parse(event.after)];
  requireStanding(Object.entries(after).every(([key, value]) => same(now[key], value)));
  const body = updateOrganizationRoute.body.parse(Object.fromEntries(Object.keys(after).map((key) => [key, before[key]])));
  await updateOrganization(deps, actor, { body });
};

const undoings: Record<UndoableAction, (undoing: Undoing) => Promise<unknown>> = {
  'access.give': grants,
  'access.take': grants,
  'access.general': generalAccess,
  'member.set': membership,
  'member.resources': membership,
  'member.remove': membership,
  'group.add': placed,
  'group.remove': placed,
  'group.manage': manager,
  'group.unmanage': manager,
  'group.rename': groupName,
  'role.give': placed,
  'role.take': placed,
  'role.update': role,
  'user.update': user,
  'user.deactivate': leaving,
  'user.reactivate': ({ deps, actor, event, query }) =>
    deactivateUser(deps, actor, { params: { user: event.subject_id ?? '' }, query }),
  'resource.delete': ({ deps, actor, event }) => bringBack(deps, actor, event.resource_id ?? ''),
  'resource.restore': ({ deps, actor, event, query }) =>
    deleteResource(deps, actor, { params: { resource: event.resource_id ?? '' }, query }),
  'organization.update': settings,
};

export const undo = async (undoing: Undoing): Promise<void> => {
  const { action } = undoing.event;
  if (isUndoable(action)) await undoings[action](undoing);
};
