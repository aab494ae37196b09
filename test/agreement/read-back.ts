// A store's facts as the world that the pure rule decides about. Nothing derived or copied is read: not the closure, not
// whether a thing is live, not the level and end of what a membership lists.
import { type Ask, rows } from '#access';
import type { Capability, GeneralAccess, Kind, Level, UserKind, UserStatus } from '#contract';
import { everyoneId } from '../../src/store/built-in.ts';
import type { Drawn } from './world.ts';

type Step = { below: string; above: string; until: Date | null };
type Placed = { id: string; kind: Kind; project: string; general: GeneralAccess; deleted: boolean };

export const readBack = async (ask: Ask): Promise<Drawn> => {
  const users = await rows<{ id: string; kind: UserKind; status: UserStatus }>(
    ask,
    'select id, kind, status from app_user order by id',
    [],
  );
  const steps = await rows<Step>(
    ask,
    `select member_id as below, group_id as above, expires_at as until from group_member
     union all
     select holder_id, role_id, expires_at from role_holder`,
    [],
  );
  const roles = await rows<{ id: string; capabilities: Capability[] }>(ask, 'select id, capabilities from role', []);
  const resources = await rows<Placed>(
    ask,
    `select id, kind, project_id as project, general_access as general, deleted_at is not null as deleted from resource order by id`,
    [],
  );
  const gone = new Set(resources.filter(({ deleted }) => deleted).map(({ id }) => id));
  const grants = await rows<Drawn['grants'][number]>(
    ask,
    `select id::text, subject_id as subject, resource_id as resource, level, expires_at as until
       from access_grant where membership_id is null order by id`,
    [],
  );
  const memberships = await rows<Omit<Drawn['memberships'][number], 'level'> & { level: Level; restricted: boolean }>(
    ask,
    `select m.id::text, m.subject_id as subject, m.project_id as project, m.level, m.restricted, m.expires_at as until,
            array(select g.resource_id from access_grant g where g.membership_id = m.id) as listed
       from membership m order by m.id`,
    [],
  );
  return {
    now: ask.now,
    users: new Map(users.map(({ id, status }) => [id, { status }])),
    people: new Map(users.map(({ id, kind, status }) => [id, { kind, status }])),
    steps: [
      ...steps,
      ...users.filter(({ kind }) => kind === 'person').map(({ id }) => ({ below: id, above: everyoneId, until: null })),
    ],
    roles: new Map(roles.map(({ id, capabilities }) => [id, { capabilities }])),
    resources: new Map(
      resources.map(({ id, kind, project, general }) => [
        id,
        { kind, project, generalAccess: general, live: !gone.has(id) && !gone.has(project) },
      ]),
    ),
    grants,
    memberships: memberships.map(({ restricted, listed, ...membership }) => ({
      ...membership,
      listed: restricted ? listed : null,
    })),
    uses: await rows<Drawn['uses'][number]>(
      ask,
      'select container_id as container, part_id as part, added_by as "addedBy" from resource_use order by container_id, part_id',
      [],
    ),
  };
};
