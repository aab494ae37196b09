// Accepting: what was given to an invited user holds from now on, so far as somebody who gave it could still give it.
import { type Ask, levelOn, open, type Principal, principalOf, rows } from '#access';
import {
  capabilitiesCarried,
  changeUser,
  dropGrants,
  dropMembership,
  holdsUntil,
  lock,
  note,
  takeFromGroup,
  takeRoleFrom,
} from '#access/giving/index';
import {
  type AnswerOf,
  type acceptInvitation as acceptInvitationRoute,
  atLeast,
  type BodyOf,
  type Capability,
  type Level,
  problem,
} from '#contract';
import { guestRoleId, memberRoleId } from '#store/built-in';
import { asking, type StoreDeps } from '../deps.ts';
import { setPassword } from '../sessions/index.ts';
import { subjectsById, userById } from '../subjects/index.ts';
import { hashOf } from './invite.ts';

/** With the token from the letter, which proves the address. Works once. */
export const acceptInvitation = async (
  deps: StoreDeps,
  { body }: { body: BodyOf<typeof acceptInvitationRoute> },
): Promise<AnswerOf<typeof acceptInvitationRoute>> => {
  const [found] = await rows<{ user_id: string }>(asking(deps), 'select user_id from invitation where token_hash = $1', [
    hashOf(body.token),
  ]);
  if (!found) throw problem('conflict', 'This invitation doesn’t hold any more. Ask whoever invited you to send it again.');
  const dropped = await claim(deps, found.user_id, async (ask) => {
    const user = await userById(ask, found.user_id);
    const name = body.name ?? user.name;
    await changeUser(ask, user.id, { name });
    if (user.email) await setPassword(ask, { id: user.id, email: user.email, name }, body.password);
  });
  return { subject: (await subjectsById(asking(deps), [found.user_id])).get(found.user_id)!, dropped }; // claimed just now
};

/** Makes an invited user active and drops what nobody could still give; answers that in words. */
export const claim = async (
  { store, clock }: StoreDeps,
  userId: string,
  also: (ask: Ask) => Promise<void> = async () => {},
): Promise<string[]> =>
  store.transaction(async (db) => {
    const ask: Ask = { db, now: clock.now() };
    await lock(ask, 'organization');
    const user = await userById(ask, userId);
    const [letter] = await rows<{ expires_at: Date; outcome: string | null }>(
      ask,
      'select expires_at, outcome from invitation where user_id = $1',
      [userId],
    );
    if (user.status !== 'invited' || letter?.outcome) throw problem('conflict', 'This invitation was answered already.');
    if (letter && letter.expires_at <= ask.now)
      throw problem('conflict', 'This invitation has lapsed. Ask whoever sent it to send it again.');
    const dropped = [...(await dropUngivable(ask, userId))];
    await changeUser(ask, userId, { status: 'active' });
    await rows(ask, "update invitation set ended_at = $2, outcome = 'accepted', token_hash = null where user_id = $1", [
      userId,
      ask.now,
    ]);
    await also(ask);
    const self = await principalOf(ask, userId);
    if (self) await note(ask, self, { action: 'user.accept', subject: userId, after: { dropped } });
    return dropped;
  });

const dropUngivable = async (ask: Ask, userId: string): Promise<string[]> => {
  const dropped: string[] = [];
  const grants = await rows<{
    resource_id: string;
    level: Level;
    expires_at: Date | null;
    given_by: string | null;
    title: string;
  }>(
    ask,
    `select g.resource_id, g.level, g.expires_at, g.given_by, r.title from access_grant g join resource r on r.id = g.resource_id
      where g.subject_id = $1 and g.membership_id is null`,
    [userId],
  );
  for (const grant of grants) {
    const couldGive = (giver: Principal) => givesLevel(ask, giver, grant.resource_id, grant.level, grant.expires_at, 'editor');
    if (await someGiver(ask, await giversOf(ask, grant.given_by, { resource: grant.resource_id, subject: userId }), couldGive))
      continue;
    await dropGrants(ask, userId, grant.resource_id, [grant.level]);
    dropped.push(`${grant.level} of “${grant.title}”`);
  }
  const memberships = await rows<{
    project_id: string;
    level: Level;
    expires_at: Date | null;
    given_by: string | null;
    title: string;
  }>(
    ask,
    'select m.project_id, m.level, m.expires_at, m.given_by, r.title from membership m join resource r on r.id = m.project_id where m.subject_id = $1',
    [userId],
  );
  for (const membership of memberships) {
    const couldGive = (giver: Principal) =>
      givesLevel(ask, giver, membership.project_id, membership.level, membership.expires_at, 'admin');
    if (
      await someGiver(
        ask,
        await giversOf(ask, membership.given_by, { resource: membership.project_id, subject: userId }),
        couldGive,
      )
    )
      continue;
    await dropMembership(ask, userId, membership.project_id);
    dropped.push(`${membership.level} in “${membership.title}”`);
  }
  const groups = await rows<{ group_id: string; given_by: string | null; name: string }>(
    ask,
    "select m.group_id, m.given_by, g.name from group_member m join user_group g on g.id = m.group_id where m.member_id = $1 and m.origin = 'manual'",
    [userId],
  );
  for (const { group_id, given_by, name } of groups) {
    const carried = await capabilitiesCarried(ask, group_id);
    const couldGive = async (giver: Principal) => (await managesGroup(ask, giver, group_id)) && holdsAll(giver, carried);
    if (await someGiver(ask, await giversOf(ask, given_by, { subject: userId }), couldGive)) continue;
    await takeFromGroup(ask, group_id, userId);
    dropped.push(`a place in ${name}`);
  }
  // An invitation gives the default role whatever its maker holds.
  const roles = await rows<{ role_id: string; given_by: string | null; name: string; capabilities: Capability[] }>(
    ask,
    'select h.role_id, h.given_by, o.name, o.capabilities from role_holder h join role o on o.id = h.role_id where h.holder_id = $1 and h.role_id <> all($2::text[])',
    [userId, [memberRoleId, guestRoleId]],
  );
  for (const { role_id, given_by, name, capabilities } of roles) {
    const couldGive = async (giver: Principal) => giver.capabilities.has('roles.manage') && holdsAll(giver, capabilities);
    if (await someGiver(ask, await giversOf(ask, given_by, { subject: userId }), couldGive)) continue;
    await takeRoleFrom(ask, role_id, userId);
    dropped.push(`the role ${name}`);
  }
  return dropped;
};

/** Everyone who ever gave it; null where it was there from the beginning and stays. */
const giversOf = async (
  ask: Ask,
  latest: string | null,
  about: { resource?: string; subject: string },
): Promise<string[] | null> => {
  if (latest === null) return null;
  const noted = await rows<{ actor_id: string }>(
    ask,
    `select distinct actor_id from audit_event
      where subject_id = $1 and ($2::text is null or resource_id = $2) and actor_id is not null
        and action in ('access.give', 'member.set', 'group.add', 'role.give')`,
    [about.subject, about.resource ?? null],
  );
  return [...new Set([latest, ...noted.map(({ actor_id }) => actor_id)])];
};

const someGiver = async (
  ask: Ask,
  givers: readonly string[] | null,
  couldGive: (giver: Principal) => Promise<boolean>,
): Promise<boolean> => {
  if (givers === null) return true;
  for (const id of givers) {
    const giver = await principalOf(ask, id);
    if (giver && (await couldGive(giver))) return true;
  }
  return false;
};

const givesLevel = async (
  ask: Ask,
  giver: Principal,
  resourceId: string,
  level: Level,
  until: Date | null,
  needs: Level,
): Promise<boolean> => {
  if (!atLeast(await levelOn(ask, giver, resourceId), needs)) return false;
  const own = await holdsUntil(ask, giver, await open(ask, giver, resourceId), level);
  return own !== undefined && (own === null || (until !== null && until <= own));
};

const managesGroup = async (ask: Ask, giver: Principal, group: string): Promise<boolean> =>
  giver.capabilities.has('groups.manage') ||
  (await rows(ask, 'select 1 from group_manager where group_id = $1 and manager_id = any($2::text[])', [group, giver.subjects]))
    .length > 0;

const holdsAll = (giver: Principal, wanted: Iterable<Capability>) =>
  [...wanted].every((capability) => giver.capabilities.has(capability));
