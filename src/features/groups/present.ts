// Groups as people read them.
import { type Ask, type Principal, rows } from '#access';
import type { Group, Subject } from '#contract';
import { type GroupRow, groupById, hiddenFrom, subjectsById } from '../subjects/index.ts';

export const present = async (ask: Ask, groups: readonly GroupRow[]): Promise<Group[]> => {
  const sizes = await subjectsById(
    ask,
    groups.map(({ id }) => id),
  );
  return groups.map(({ id, name, built_in, version }) => ({
    id,
    name,
    builtIn: built_in,
    members: sizes.get(id)?.members ?? 0,
    version,
  }));
};

/** Without those in it whom the principal can't find. */
export const shownTo = async (ask: Ask, principal: Principal, id: string): Promise<Group> => {
  const { direct = [], managers = [], roles = [], ...group } = await whole(ask, id);
  const named = [...direct.map(({ subject }) => subject), ...managers, ...roles];
  const hidden = await hiddenFrom(
    ask,
    principal,
    named.map((subject) => subject.id),
  );
  const isFound = (subject: Subject) => !hidden.has(subject.id);
  return {
    ...group,
    direct: direct.filter(({ subject }) => isFound(subject)),
    managers: managers.filter(isFound),
    roles: roles.filter(isFound),
  };
};

export const whole = async (ask: Ask, id: string): Promise<Group> => {
  const group = await groupById(ask, id);
  const [shown] = await present(ask, [group]);
  const members = await rows<{ member_id: string; origin: string; expires_at: Date | null }>(
    ask,
    'select member_id, origin, expires_at from group_member where group_id = $1',
    [id],
  );
  const roles = await rows<{ role_id: string }>(ask, 'select role_id from role_holder where holder_id = $1', [id]);
  const managers = await rows<{ manager_id: string }>(ask, 'select manager_id from group_manager where group_id = $1', [id]);
  const subjects = await subjectsById(ask, [
    ...members.map(({ member_id }) => member_id),
    ...managers.map(({ manager_id }) => manager_id),
    ...roles.map(({ role_id }) => role_id),
  ]);
  return {
    // One group in, one out.
    ...shown!,
    direct: members
      .flatMap(({ member_id, origin, expires_at }) => {
        const subject = subjects.get(member_id);
        return subject ? [{ subject, origin, expiresAt: expires_at?.toISOString() ?? null }] : [];
      })
      .sort((a, b) => a.subject.kind.localeCompare(b.subject.kind) || a.subject.label.localeCompare(b.subject.label)),
    managers: managers
      .flatMap(({ manager_id }) => subjects.get(manager_id) ?? [])
      .sort((a, b) => a.kind.localeCompare(b.kind) || a.label.localeCompare(b.label)),
    roles: roles.flatMap(({ role_id }) => subjects.get(role_id) ?? []),
  };
};
