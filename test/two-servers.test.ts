// Two server processes on one PostgreSQL: what is taken away through one, the other refuses on its very next request.
// SIGHTLINE_ROUNDS sets how many rounds are played.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '#contract';
import { type Client, createClient } from '../src/client/client.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { freshDatabase, whyNot } from './stores.ts';

const rounds = Number(process.env.SIGHTLINE_ROUNDS ?? 40);
const password = 'a password of the two servers';
const email = (login: string) => `${login}@demo.example`;

/** One person through both servers, with one session. */
type Both = { id: string; at: [Client, Client]; token: string };

const missing = () => whyNot('postgres');
describe.skipIf(missing())(`Two server processes on one PostgreSQL${missing() ? ` [${missing()}]` : ''}`, () => {
  let servers: [ServerProcess, ServerProcess];
  let drop = async () => {};
  let ana: Both;

  beforeAll(async () => {
    const database = await freshDatabase();
    drop = database.drop;
    const one = await startServer(database.url);
    const nobody = createClient({ baseUrl: one.url });
    const [, token = ''] = one.setupLink?.split('#') ?? [];
    const first = await nobody.setUp({ body: { token, name: 'Ana', email: email('ana'), password } });
    servers = [one, await startServer(database.url)];
    expect(servers[0].url).not.toBe(servers[1].url);
    ana = bothOf((await as(one, first.token).getMe()).user.id, first.token);
  }, 120_000);
  afterAll(async () => {
    await Promise.all((servers ?? []).map((server) => server.stop()));
    await drop();
  });

  const as = ({ url }: ServerProcess, token: string) => createClient({ baseUrl: url, token });
  const bothOf = (id: string, token: string): Both => ({ id, token, at: [as(servers[0], token), as(servers[1], token)] });
  const signIn = async (login: string, server = servers[0]) => {
    const { token } = await createClient({ baseUrl: server.url }).signIn({ body: { email: email(login), password } });
    return bothOf((await as(server, token).getMe()).user.id, token);
  };
  const add = async (login: string) => {
    await ana.at[0].createUser({ body: { name: login, email: email(login), password } });
    return signIn(login);
  };

  test(`${rounds} rounds: a revocation, a deactivation, an expiry made through one is refused by the other`, {
    timeout: 60_000 + rounds * 1_500,
  }, async () => {
    let vic = await add('vic');
    const project = await ana.at[0].createProject({ body: { name: 'Shared' } });
    const group = await ana.at[0].createGroup({ body: { name: 'team' } });
    const { id: resource } = await ana.at[0].createResource({
      params: { project: project.id },
      body: { kind: 'dashboard', name: 'd', generalAccess: 'project' },
    });
    await ana.at[0].setMember({
      params: { project: project.id, subject: group.id },
      body: { level: 'viewer', resources: ['dashboard:d'] },
    });
    const params = { resource };
    const toVic = { project: project.id, subject: vic.id };

    /** In every way: opened, listed, explained to oneself. `nobody` when not even they are let in. */
    const sees = async (who: Both, at: 0 | 1): Promise<string> => {
      const client = who.at[at];
      const ways = await Promise.all([
        told(client.getResource({ params }), ({ level }) => level),
        told(client.listResources({ query: { project: project.id } }), ({ items }) => items[0]?.level ?? 'not_found'),
        told(client.explainAccess({ params }), ({ level }) => level ?? 'not_found'),
      ]);
      expect(new Set(ways), ways.join()).toHaveLength(1);
      return ways[0];
    };
    const played = new Map<string, number>();

    const turns: Record<string, (writer: Client, at: 0 | 1) => Promise<void>> = {
      'a grant is taken': async (writer, at) => {
        await writer.patchAccess({ params, body: { grant: [{ subject: vic.id, level: 'editor' }] } });
        expect(await sees(vic, at)).toBe('editor');
        await writer.patchAccess({ params, body: { grant: [{ subject: vic.id, level: 'viewer' }] } });
        expect(await sees(vic, at)).toBe('viewer');
        await writer.patchAccess({ params, body: { revoke: [vic.id] } });
      },
      'a place in a group is taken': async (writer, at) => {
        await writer.addGroupMember({ params: { group: group.id, subject: vic.id } });
        expect(await sees(vic, at)).toBe('viewer');
        await writer.removeGroupMember({ params: { group: group.id, subject: vic.id } });
      },
      'a member is removed': async (writer, at) => {
        await writer.setMember({ params: toVic, body: { level: 'editor' } });
        expect(await sees(vic, at)).toBe('editor');
        await writer.removeMember({ params: toVic });
      },
      'it is made private': async (writer, at) => {
        await writer.setMember({ params: toVic, body: { level: 'viewer' } });
        expect(await sees(vic, at)).toBe('viewer');
        await writer.patchAccess({ params, body: { generalAccess: 'private' } });
        expect(await told(vic.at[at].getResource({ params }), () => 'seen')).toBe('not_found');
        await writer.removeMember({ params: toVic });
        await writer.patchAccess({ params, body: { generalAccess: 'project' } });
      },
      'a grant ends': async (writer, at) => {
        const end = new Date(Date.now() + 400);
        const grant = [{ subject: vic.id, level: 'viewer' as const, expiresAt: end.toISOString() }];
        const given = await told(writer.patchAccess({ params, body: { grant } }), () => 'given');
        // On a slow machine it has passed already.
        expect(given).toMatch(/given|invalid/);
        if (given === 'given') await told(vic.at[at].getResource({ params }), () => 'seen');
        await sleep(Math.max(0, end.getTime() - Date.now() + 1));
      },
      'they are deactivated': async (writer, at) => {
        await writer.patchAccess({ params, body: { grant: [{ subject: vic.id, level: 'viewer' }] } });
        expect(await sees(vic, at)).toBe('viewer');
        await writer.deactivateUser({ params: { user: vic.id } });
        expect(await sees(vic, at)).toBe('unauthenticated');
        await writer.reactivateUser({ params: { user: vic.id } });
        // Back, but not on the old session.
        expect(await sees(vic, at)).toBe('unauthenticated');
        vic = await signIn('vic', servers[at]);
        await writer.patchAccess({ params, body: { revoke: [vic.id] } });
      },
      'a token is revoked': async (_, at) => {
        const through = vic.at[at === 0 ? 1 : 0];
        const made = await through.createToken({ body: { name: 'a token' } });
        const withToken = createClient({ baseUrl: servers[at].url, token: made.token });
        expect(await told(withToken.getMe(), ({ user }) => user.id)).toBe(vic.id);
        await through.revokeToken({ params: { token: made.id } });
        expect(await told(withToken.getMe(), () => 'let in')).toBe('unauthenticated');
      },
    };
    const names = Object.keys(turns);
    for (let round = 0; round < rounds; round++) {
      const [writing, reading] = round % 2 ? ([0, 1] as const) : ([1, 0] as const);
      const name = names[Math.floor(round / 2) % names.length]!; // there are some
      await turns[name]?.(ana.at[writing], reading);
      expect(await sees(vic, reading), `${name}, round ${round}`).toBe('not_found');
      expect(await sees(vic, writing), `${name}, round ${round}`).toBe('not_found');
      played.set(name, (played.get(name) ?? 0) + 1);
    }
    console.log(`Two servers: ${[...played].map((pair) => pair.join(' ')).join(', ')}`);
  });

  // Remove somebody, then write what they must not see; hide something, then let somebody in. Eva asks both servers all
  // the while: whatever she is answered, it is never what was written after.
  test('the two orders of the new enemy never leak', { timeout: 60_000 + rounds * 1_500 }, async () => {
    const eva = await add('eva');
    const { id: project } = await ana.at[0].createProject({ body: { name: 'Enemies' } });
    const hers = { project, subject: eva.id };
    let asked = 0;
    let [first, second] = ['', ''];
    let on = true;
    const polling = ([0, 1] as const).map(async (at) => {
      const heard: string[] = [];
      while (on) {
        for (const id of [first, second].filter(Boolean)) {
          const said = await told(eva.at[at].getResource({ params: { resource: id } }), (seen) => JSON.stringify(seen));
          if (said.includes('secret')) heard.push(said);
        }
        const list = await told(eva.at[at].listResources({ query: { q: 'secret' } }), (seen) => JSON.stringify(seen.items));
        if (list.includes('secret')) heard.push(list);
        asked++;
      }
      return heard;
    });
    try {
      for (let round = 0; round < Math.ceil(rounds / 4); round++) {
        const [writer, other] = round % 2 ? ana.at : ([ana.at[1], ana.at[0]] as const);
        const make = (name: string, generalAccess: 'private' | 'project') =>
          writer.createResource({
            params: { project },
            body: { kind: 'dashboard', name: `${name} ${round}`, generalAccess },
          });
        // Removed through one; written through the other.
        const plans = await make('plans', 'private');
        await writer.patchAccess({ params: { resource: plans.id }, body: { grant: [{ subject: eva.id, level: 'viewer' }] } });
        first = plans.id;
        expect(await told(eva.at[0].getResource({ params: { resource: first } }), ({ level }) => level)).toBe('viewer');
        await writer.patchAccess({ params: { resource: first }, body: { revoke: [eva.id] } });
        await other.updateResource({ params: { resource: first }, body: { title: `secret ${round}` } });
        // Hidden and written through one; she is let into the project through the other.
        second = (await make('open', 'project')).id;
        await writer.patchAccess({ params: { resource: second }, body: { generalAccess: 'private' } });
        await writer.updateResource({ params: { resource: second }, body: { title: `secret too ${round}` } });
        await other.setMember({ params: hers, body: { level: 'viewer' } });
        for (const at of [0, 1] as const) {
          for (const resource of [first, second])
            expect(await told(eva.at[at].getResource({ params: { resource } }), () => 'seen')).toBe('not_found');
        }
        await other.removeMember({ params: hers });
      }
    } finally {
      on = false;
    }
    expect((await Promise.all(polling)).flat()).toEqual([]);
    expect(asked).toBeGreaterThan(rounds / 4);
    console.log(`The new enemy: Eva asked ${asked} times`);
  });
});

/** What was answered, or the word of the refusal. */
const told = async <Answer, Told extends string>(call: Promise<Answer>, tell: (answer: Answer) => Told): Promise<string> => {
  try {
    return tell(await call);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};
