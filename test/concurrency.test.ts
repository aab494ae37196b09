// Several at once: opposite removals, and writers in each other's way.
import { expect, test } from 'vitest';
import { type Ask, type Principal, principalOf } from '#access';
import {
  closureDrift,
  giveRoleTo,
  grantDrift,
  insertGroup,
  insertResource,
  insertUser,
  putGrant,
  putIntoGroup,
} from '#access/giving/index';
import { Problem } from '#contract';
import { addGroupMember, createGroup, deleteGroup, removeGroupMember } from '../src/features/groups/index.ts';
import { deactivateUser, reactivateUser } from '../src/features/people/index.ts';
import { setMember } from '../src/features/projects/index.ts';
import { reviseResource } from '../src/features/resources/index.ts';
import { takeRole } from '../src/features/roles/index.ts';
import { patchAccess } from '../src/features/sharing/index.ts';
import { adminRoleId, memberRoleId } from '../src/store/built-in.ts';
import type { Store } from '../src/store/open.ts';
import { bothStores } from './stores.ts';

const clock = { now: () => new Date() };
const depsOf = (store: Store) => ({ store, clock });
const askOf = (store: Store): Ask => ({ db: store.db, now: clock.now() });

const person = async (store: Store, login: string, roles: string[] = []): Promise<Principal> => {
  const id = await store.transaction(async (db) => {
    const ask = { db, now: clock.now() };
    const user = await insertUser(ask, { kind: 'person', status: 'active', name: login, login, email: `${login}@demo.example` });
    for (const role of roles) await giveRoleTo(ask, role, user);
    return user;
  });
  return (await principalOf(askOf(store), id))!; // made active just now
};
const projectWith = (store: Store, name: string) =>
  store.transaction(async (db) => {
    const ask = { db, now: clock.now() };
    return insertResource(ask, { kind: 'project', name, title: name, definition: {}, generalAccess: 'private', by: null });
  });
const dashboardIn = (store: Store, project: string, name: string, editors: readonly string[]) =>
  store.transaction(async (db) => {
    const ask = { db, now: clock.now() };
    const id = await insertResource(ask, {
      kind: 'dashboard',
      project,
      name,
      title: name,
      definition: {},
      generalAccess: 'private',
      by: null,
    });
    for (const editor of editors) await putGrant(ask, editor, id, 'editor');
    return id;
  });
/** `ok`, or the code of the refusal; anything else is a failure of the test. */
const outcome = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

bothStores('Two opposite removals', (store) => {
  test('of the last two administrators: one wins, and the organization keeps one', async () => {
    let last = await person(store(), 'first', [adminRoleId]);
    for (let round = 0; round < 20; round++) {
      const next = await person(store(), `next${round}`, [adminRoleId]);
      const removes = (actor: Principal, other: Principal) =>
        outcome(takeRole(depsOf(store()), actor, { params: { role: adminRoleId, subject: other.userId } }));
      const results = await Promise.all([removes(last, next), removes(next, last)]);
      expect(results.filter((result) => result === 'ok')).toHaveLength(1);
      // Whoever lost the race no longer administers, and is told so.
      expect(results.find((result) => result !== 'ok')).toMatch(/forbidden|conflict/);
      const after = await Promise.all([last, next].map(({ userId }) => principalOf(askOf(store()), userId)));
      const administrators = after.filter((principal) => principal?.administers);
      expect(administrators).toHaveLength(1);
      last = administrators[0]!; // exactly one, as just seen
    }
  });

  test('of the last two editors of a private dashboard: one stays', async () => {
    const project = await projectWith(store(), 'Races');
    const [eve, kim] = [await person(store(), 'eve', [memberRoleId]), await person(store(), 'kim', [memberRoleId])];
    for (let round = 0; round < 20; round++) {
      const dashboard = await dashboardIn(store(), project, `race ${round}`, [eve.userId, kim.userId]);
      const leaves = (actor: Principal) =>
        outcome(patchAccess(depsOf(store()), actor, { params: { resource: dashboard }, body: { revoke: [actor.userId] } }));
      expect((await Promise.all([leaves(eve), leaves(kim)])).sort()).toEqual(['conflict', 'ok']);
    }
  });

  test('by a group and by hand: leaving a group and losing the direct grant never leave nobody', async () => {
    const project = await projectWith(store(), 'Groups and hands');
    const ana = await person(store(), 'ana-groups', [adminRoleId]);
    const lea = await person(store(), 'lea', [memberRoleId]);
    for (let round = 0; round < 10; round++) {
      const group = await store().transaction(async (db) => {
        const ask = { db, now: clock.now() };
        const made = await insertGroup(ask, `group ${round}`);
        await putIntoGroup(ask, made, lea.userId);
        return made;
      });
      const dashboard = await dashboardIn(store(), project, `both ${round}`, [lea.userId, group]);
      const results = await Promise.all([
        outcome(removeGroupMember(depsOf(store()), ana, { params: { group, subject: lea.userId } })),
        outcome(patchAccess(depsOf(store()), ana, { params: { resource: dashboard }, body: { revoke: [lea.userId] } })),
      ]);
      expect(results.sort()).toEqual(['conflict', 'ok']);
    }
  });
});

bothStores('Twenty writers', (store) => {
  test('sharing, unsharing, nesting and deleting groups never deadlock a caller, lose an update, close a circle or let the closure drift', async () => {
    const ana = await person(store(), 'ana', [adminRoleId]);
    const people = await Promise.all(Array.from({ length: 12 }, (_, at) => person(store(), `p${at}`, [memberRoleId])));
    const projects = await Promise.all(['One', 'Two'].map((name) => projectWith(store(), name)));
    const dashboards = await Promise.all(
      projects.flatMap((project) => [0, 1, 2].map((at) => dashboardIn(store(), project, `d${at}`, [ana.userId]))),
    );
    const groups = (
      await Promise.all(Array.from({ length: 8 }, (_, at) => createGroup(depsOf(store()), ana, { body: { name: `g${at}` } })))
    ).map(({ id }) => id);
    const seen = new Map<string, number>();
    const enough = 50;
    const until = Date.now() + Number(process.env.SIGHTLINE_WRITE_SECONDS ?? 6) * 1000;
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const pick = <T>(list: readonly T[]): T => list[random(list.length)]!; // never empty here
    const act = async (writer: number): Promise<string> => {
      const deps = depsOf(store());
      const resource = pick(dashboards);
      const subject = random(2) ? pick(people).userId : pick(groups);
      switch (random(8)) {
        case 0:
        case 1:
          return outcome(
            patchAccess(deps, ana, {
              params: { resource },
              body: { grant: [{ subject, level: random(2) ? 'viewer' : 'editor' }] },
            }),
          );
        case 2:
          return outcome(patchAccess(deps, ana, { params: { resource }, body: { revoke: [subject] } }));
        case 3:
          return outcome(addGroupMember(deps, ana, { params: { group: pick(groups), subject }, body: undefined }));
        case 4:
          return outcome(removeGroupMember(deps, ana, { params: { group: pick(groups), subject } }));
        case 5: {
          const at = random(groups.length);
          const gone = await outcome(deleteGroup(deps, ana, { params: { group: groups[at]! } }));
          const { id } = await createGroup(deps, ana, { body: { name: `g${at} of ${writer} at ${Date.now()} ${random(1e9)}` } });
          groups[at] = id;
          return gone;
        }
        case 6:
          return outcome(setMember(deps, ana, { params: { project: pick(projects), subject }, body: { level: 'viewer' } }));
        default: {
          const person = pick(people);
          const left = await outcome(deactivateUser(deps, ana, { params: { user: person.userId } }));
          if (left === 'ok') await outcome(reactivateUser(deps, ana, { params: { user: person.userId } }));
          return left;
        }
      }
    };
    await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        // A slow machine takes longer to do enough; it doesn't do less.
        while (Date.now() < until || (seen.get('ok') ?? 0) <= enough) {
          const result = await act(writer);
          seen.set(result, (seen.get(result) ?? 0) + 1);
        }
      }),
    );
    expect(await closureDrift(askOf(store()))).toEqual([]);
    expect(await grantDrift(askOf(store()))).toEqual([]);
    const [circle] = await store().rows<{ id: string }>(
      `with recursive up as (
         select member_id as from_id, group_id as id from group_member
         union
         select up.from_id, m.group_id from up join group_member m on m.member_id = up.id
       ) select id from up where from_id = id`,
      [],
    );
    expect(circle).toBeUndefined();
    // Every refusal is one of the model's; nothing of the database reached a caller.
    expect([...seen.keys()].filter((result) => !['ok', 'conflict', 'not_found', 'invalid'].includes(result))).toEqual([]);
    expect(seen.get('ok') ?? 0).toBeGreaterThan(enough);
  });

  test('with If-Match exactly one of two saves wins, and the other is told', async () => {
    const ana = await person(store(), 'ana-match', [adminRoleId]);
    const project = await projectWith(store(), 'Matches');
    const dashboard = await dashboardIn(store(), project, 'match', [ana.userId]);
    for (let version = 1; version < 15; version++) {
      const saves = ['a', 'b'].map((title) =>
        outcome(
          reviseResource(depsOf(store()), ana, {
            params: { resource: dashboard },
            body: { title: `${title}${version}` },
            ifMatch: version,
          }),
        ),
      );
      expect((await Promise.all(saves)).sort()).toEqual(['ok', 'stale']);
    }
  });
});
