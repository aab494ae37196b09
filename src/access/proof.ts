/**
 * Proving a decision: who reaches a thing, worked out anew by the rule as a pure function (`decision.ts`) from nothing but
 * what was given. What decisions are made with (the closure, copies on grants, whether a thing counts as there) is not read.
 */
import type { Capability, GeneralAccess, Kind, Level, UserKind, UserStatus } from '#contract';
import { everyoneId } from '#store/built-in';
import { type Ask, rows } from './ask.ts';
import { levelIn, type World } from './decision.ts';
import type { Row } from './reached.ts';

/** The level of everybody who has one, and how many were looked at. */
export const provenOn = async (ask: Ask, { id, project_id }: Row): Promise<{ levels: Map<string, Level>; people: number }> => {
  const { steps, users, ...world } = await worldAround(ask, project_id, id);
  const above = Map.groupBy(steps, ({ below }) => below);
  const levels = new Map<string, Level>();
  for (const [user, { status }] of users) {
    // Only the steps that lead up from them: of a large organization that is a few.
    const own = [...(above.get(user) ?? [])];
    const seen = new Set([user]);
    for (const step of own) {
      if (seen.has(step.above)) continue;
      seen.add(step.above);
      own.push(...(above.get(step.above) ?? []));
    }
    const level = levelIn({ ...world, steps: own, users: new Map([[user, { status }]]) }, user, id);
    if (level) levels.set(user, level);
  }
  return { levels, people: [...users.values()].filter(({ status }) => status === 'active').length };
};

/** Of a project everything in it counts; of anything else that alone. */
const worldAround = async (ask: Ask, project: string, id: string): Promise<World> => {
  const users = await rows<{ id: string; kind: UserKind; status: UserStatus }>(ask, 'select id, kind, status from app_user', []);
  const steps = await rows<World['steps'][number]>(
    ask,
    `select member_id as below, group_id as above, expires_at as until from group_member
     union all
     select holder_id, role_id, expires_at from role_holder`,
    [],
  );
  const roles = await rows<{ id: string; capabilities: Capability[] }>(ask, 'select id, capabilities from role', []);
  const about = [id, project];
  const things = await rows<{ id: string; kind: Kind; project: string; general: GeneralAccess; deleted: boolean }>(
    ask,
    `select id, kind, project_id as project, general_access as general, deleted_at is not null as deleted
       from resource where id = any($1::text[]) or ($2 = $3 and project_id = $3)`,
    [about, id, project],
  );
  const grants = await rows<World['grants'][number]>(
    ask,
    `select g.id::text, g.subject_id as subject, g.resource_id as resource, g.level, g.expires_at as until
       from access_grant g join resource r on r.id = g.resource_id
      where g.membership_id is null and (r.id = $1 or ($1 = $2 and r.project_id = $2))`,
    [id, project],
  );
  const memberships = await rows<Omit<World['memberships'][number], 'listed'> & { restricted: boolean; listed: string[] }>(
    ask,
    `select m.id::text, m.subject_id as subject, m.project_id as project, m.level, m.restricted, m.expires_at as until,
            array(select g.resource_id from access_grant g where g.membership_id = m.id) as listed
       from membership m where m.project_id = $1`,
    [project],
  );
  const deleted = new Set(things.filter((thing) => thing.deleted).map((thing) => thing.id));
  return {
    now: ask.now,
    users: new Map(users.map((user) => [user.id, { status: user.status }])),
    steps: [
      ...steps,
      ...users.filter(({ kind }) => kind === 'person').map((user) => ({ below: user.id, above: everyoneId, until: null })),
    ],
    roles: new Map(roles.map((role) => [role.id, { capabilities: role.capabilities }])),
    resources: new Map(
      things.map((thing) => [
        thing.id,
        {
          kind: thing.kind,
          project: thing.project,
          generalAccess: thing.general,
          live: !deleted.has(thing.id) && !deleted.has(thing.project),
        },
      ]),
    ),
    grants,
    memberships: memberships.map(({ restricted, listed, ...membership }) => ({
      ...membership,
      listed: restricted ? listed : null,
    })),
    uses: [],
  };
};
