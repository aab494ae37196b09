// Our own rows: what a request asks of access, for five viewers, on a loaded store.

import { putGrant, putIntoGroup, takeFromGroup } from '../src/access/giving/index.ts';
import {
  countReached,
  levelOn,
  listReached,
  type Principal,
  principalOf,
  reachedAmong,
  rows,
  whoReaches,
} from '../src/access/index.ts';
import type { Store } from '../src/store/open.ts';
import type { Row } from './measure.ts';
import type { Oracle } from './oracle.ts';
import { type BenchWorld, idOf, now, randomFrom, subjectId, type Viewer, viewers } from './world.ts';

const pageSize = 50;

/** What anybody would write: everything one may see, newest first. */
const textbook = `
select r.id
  from resource r
 where r.live
   and (exists (select 1
                  from access_grant g
                  join subject_closure c on c.subject_id = g.subject_id
                 where g.resource_id = r.id and c.user_id = $1 and (g.expires_at is null or $2 < g.expires_at))
     or exists (select 1
                  from membership m
                  join subject_closure c on c.subject_id = m.subject_id
                 where m.project_id = r.project_id and c.user_id = $1 and not m.restricted
                   and (m.expires_at is null or $2 < m.expires_at)
                   and (r.general_access = 'project' or m.level = 'admin' or r.kind = 'project')))
 order by r.updated_at desc, r.id desc
 limit ${pageSize + 1}`;

export const ourRows = async (store: Store, world: BenchWorld): Promise<Row[]> => {
  const ask = { db: store.db, now };
  const random = randomFrom(7);
  const resource = () => Math.floor(random() * world.resources.kind.length);
  const anyId = () => idOf('res', resource());
  const made: Row[] = [
    { name: 'no-op round trip', times: 100, work: () => store.rows('select 1 as one', []) },
    { name: 'principal', times: 40, work: () => principalOf(ask, subjectId(world, Math.floor(random() * world.users))) },
    { name: 'who', work: () => whoReaches(ask, anyId()) },
  ];
  store.name('select 1 as one');
  store.name(textbook);
  for (const viewer of viewers) {
    const principal = await principalFor(store, world, viewer);
    const first = await listReached(ask, principal, { limit: pageSize + 1 });
    const last = first[pageSize - 1];
    const after = last && { key: last.updated_at.toISOString(), id: last.id };
    const add = (name: string, work: Row['work'], more: Partial<Row> = {}) => made.push({ name, viewer, work, ...more });
    add('check', () => levelOn(ask, principal, anyId()), { times: 100 });
    add('batch of 100', () => reachedAmong(ask, principal, Array.from({ length: 100 }, anyId)));
    add('list, first page', () => listReached(ask, principal, { limit: pageSize + 1 }));
    if (after) add('list, next page', () => listReached(ask, principal, { limit: pageSize + 1, after }));
    add('list by name', () => listReached(ask, principal, { limit: pageSize + 1, sort: 'name' }));
    add('list of dashboards', () => listReached(ask, principal, { limit: pageSize + 1, kinds: ['dashboard'] }));
    add('search, 1 in 6', () => listReached(ask, principal, { limit: pageSize + 1, q: 'orders' }), { times: 6 });
    add('search, rare', () => listReached(ask, principal, { limit: pageSize + 1, q: '-1234' }), { times: 3 });
    add('count', () => countReached(ask, principal, {}), { times: 6 });
    // It takes ten seconds for some at L.
    add('textbook list', () => rows(ask, textbook, [principal.userId, now]), world.size === 'L' ? { once: true } : { times: 2 });
  }
  const someone = subjectId(world, 0);
  made.push({
    name: 'one grant written',
    work: () => store.transaction((db) => putGrant({ db, now }, someone, anyId(), 'viewer')),
  });
  // Into another group with all its people, and out again: what each of them holds is worked out anew.
  const [group, above] = [subjectId(world, world.largestGroup), subjectId(world, world.users + 1)];
  made.push({
    name: 'largest group nested',
    times: 1,
    work: async () => {
      await store.transaction((db) => putIntoGroup({ db, now }, above, group));
      await store.transaction((db) => takeFromGroup({ db, now }, above, group));
    },
  });
  return made;
};

const principalFor = async (store: Store, world: BenchWorld, viewer: Viewer): Promise<Principal> => {
  const principal = await principalOf({ db: store.db, now }, subjectId(world, world.viewers[viewer]));
  if (!principal) throw new Error(`${viewer} is nobody`);
  return principal;
};

/** What the store answers, held to the pure decision: how many answers, and which were wrong. */
export const checked = async (
  store: Store,
  world: BenchWorld,
  oracle: Oracle,
): Promise<{ answers: number; wrong: string[]; shares: Record<string, number> }> => {
  const ask = { db: store.db, now };
  const random = randomFrom(11);
  const wrong: string[] = [];
  const shares: Record<string, number> = {};
  let answers = 0;
  const compare = (what: string, said: unknown, decided: unknown) => {
    answers++;
    if (JSON.stringify(said) !== JSON.stringify(decided))
      wrong.push(`${what}: ${JSON.stringify(said)}, decided ${JSON.stringify(decided)}`);
  };
  for (const viewer of viewers) {
    const user = world.viewers[viewer];
    const principal = await principalFor(store, world, viewer);
    const sample = Array.from({ length: 500 }, () => Math.floor(random() * world.resources.kind.length));
    const batch = await reachedAmong(
      ask,
      principal,
      sample.map((at) => idOf('res', at)),
    );
    for (const at of sample) compare(`${viewer} on ${at}`, batch.get(idOf('res', at))?.level ?? null, oracle.levelOf(user, at));

    // Two pages of everything but projects, in order, as they would be found by deciding about each in turn.
    const decided: string[] = [];
    for (const at of oracle.newestFirst) {
      if (decided.length === 2 * pageSize) break;
      const level = oracle.levelOf(user, at);
      if (level) decided.push(`${idOf('res', at)} ${level}`);
    }
    const kinds = ['source', 'dataset', 'chart', 'dashboard', 'explore', 'alert', 'report', 'rule'] as const;
    const listed: string[] = [];
    for (let after: { key: string; id: string } | undefined; listed.length < decided.length; ) {
      const page = await listReached(ask, principal, { kinds, limit: pageSize, ...(after && { after }) });
      listed.push(...page.map(({ id, level }) => `${id} ${level}`));
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      after = { key: last.updated_at.toISOString(), id: last.id };
    }
    decided.forEach((row, at) => {
      compare(`${viewer}, row ${at}`, listed[at], row);
    });
    const projects = (await listReached(ask, principal, { kinds: ['project'], limit: 20 })).slice(0, 20);
    for (const { id, level } of projects) compare(`${viewer} on ${id}`, level, oracle.levelOfProject(user, Number(id.slice(4))));
    shares[viewer] = sample.filter((at) => batch.has(idOf('res', at))).length / sample.length;
  }
  return { answers, wrong, shares };
};
