// What else there is for npm, on the same world in the same run, held to the same decisions.
import type { Result } from '../access.ts';
import { measure, type Row } from '../measure.ts';
import type { Oracle } from '../oracle.ts';
import { type BenchWorld, randomFrom, subjectId, viewers } from '../world.ts';
import { casbin } from './casbin.ts';
import { casl } from './casl.ts';
import { cedar } from './cedar.ts';
import { cerbos } from './cerbos.ts';
import { type Facts, factsOf, type User } from './facts.ts';

export type Peer = {
  name: string;
  check(user: User, resource: number): Promise<boolean>;
  batch?(user: User, resources: readonly number[]): Promise<void>;
  /** First page and count. */
  list?(user: User): Promise<{ page: number[]; count: number }>;
  /** A condition for a query of the caller's own. */
  plan?(user: User): Promise<unknown>;
  checkTimes?: number;
  /** It decides about one row in a millisecond or so, and a list has thousands. */
  slowLists?: true;
  close?(): Promise<void>;
};

export const peerRows = async (world: BenchWorld, oracle: Oracle, runs: number): Promise<Result[]> => {
  const facts = factsOf(world, oracle);
  const users = viewers.map((viewer) => ({ viewer, at: world.viewers[viewer], user: facts.user(world.viewers[viewer]) }));
  const members = world.memberships
    .filter(({ restricted }) => !restricted)
    .flatMap(({ subject, project, level }) =>
      (level === 'admin' ? ['viewer', 'editor', 'admin'] : level === 'editor' ? ['viewer', 'editor'] : ['viewer']).map((one) => ({
        subject: subjectId(world, subject),
        place: `${project}:${one}`,
      })),
    );
  const makers: (() => Promise<Peer | { missing: string }>)[] = [
    async () => casl(facts),
    async () => cedar(facts),
    () => cerbos(facts),
    // It is linear in all policies: seconds for each check at M.
    ...(world.size === 'S' ? [() => casbin(facts, Object.values(world.viewers), members)] : []),
  ];
  const results: Result[] = [];
  for (const make of makers) {
    const began = performance.now();
    const peer = await make();
    if ('missing' in peer) {
      results.push({ engine: 'peer', version: '', answers: 0, wrong: 0, notes: [peer.missing], rows: [] });
      continue;
    }
    const loadedIn = Math.round(performance.now() - began);
    console.error(`${world.size} beside ${peer.name}: ready in ${(loadedIn / 1000).toFixed(1)} s`);
    try {
      const { answers, wrong } = await held(peer, facts, oracle, users);
      results.push({
        engine: peer.name,
        version: '',
        loadedIn,
        answers,
        wrong,
        notes: [],
        ...(await measure(rowsOf(peer, facts, users, world), runs)),
      });
    } finally {
      await peer.close?.();
    }
  }
  return results;
};

const held = async (peer: Peer, facts: Facts, oracle: Oracle, users: readonly { at: number; user: User }[]) => {
  const random = randomFrom(13);
  let [answers, wrong] = [0, 0];
  for (const { at, user } of users) {
    for (let turn = 0; turn < (peer.checkTimes ?? 100); turn++) {
      // Gone things aren't asked of peers: their caller wouldn't have them.
      const resource = facts.newestFirst[Math.floor(random() * facts.newestFirst.length)]!;
      answers++;
      if ((await peer.check(user, resource)) !== (oracle.levelOf(at, resource) !== null)) wrong++;
    }
  }
  return { answers, wrong };
};

const rowsOf = (peer: Peer, facts: Facts, users: readonly { viewer: string; user: User }[], world: BenchWorld): Row[] => {
  const random = randomFrom(17);
  const any = () => Math.floor(random() * facts.count);
  const once = peer.slowLists || world.size !== 'S' ? { once: true as const } : {};
  return users.flatMap(({ viewer, user }): Row[] => [
    { name: 'check', viewer, times: peer.checkTimes ?? 100, work: () => peer.check(user, any()) },
    ...(peer.checkTimes
      ? []
      : [{ name: 'batch of 100', viewer, times: 10, work: () => batch(peer, user, Array.from({ length: 100 }, any)) }]),
    ...(peer.list && (world.size === 'S' || !peer.slowLists)
      ? [{ name: 'list, first page', viewer, times: 3, ...once, work: async () => peer.list?.(user) }]
      : []),
    ...(peer.plan ? [{ name: 'condition for a list', viewer, times: 20, work: async () => peer.plan?.(user) }] : []),
  ]);
};

const batch = async (peer: Peer, user: User, resources: readonly number[]): Promise<void> => {
  if (peer.batch) return peer.batch(user, resources);
  for (const at of resources) await peer.check(user, at);
};
