// Which server a command talks to, and as whom: flags, then the environment, then what `sightline login` kept.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Client, createClient } from '#client/client';
import type { Problem } from '#contract';
import { Failed, type Format, type Say, sayTo, WrongUsage } from './said.ts';

export type World = {
  env: NodeJS.ProcessEnv;
  out(text: string): void;
  err(text: string): void;
  fetch: typeof fetch;
  /** What is typed at a prompt, or piped in. */
  readLine(question: string): Promise<string>;
};
export type GlobalFlags = { server?: string; token?: string; format?: string; force?: boolean; yes?: boolean };
export type Session = { client: Client; server: string; signedIn: boolean; say: Say; force: boolean; world: World };

type Kept = { last?: string; tokens: Record<string, { token: string; email: string }> };

export const openSession = (world: World, flags: GlobalFlags): Session => {
  const kept = readKept(world.env);
  const server = (flags.server ?? world.env.SIGHTLINE_URL ?? kept.last ?? 'http://localhost:4400').replace(/\/+$/, '');
  if (!/^https?:\/\/./.test(server))
    throw new WrongUsage(`--server must be an address like http://localhost:4400, not ${server}.`);
  const token = flags.token ?? world.env.SIGHTLINE_TOKEN ?? kept.tokens[server]?.token;
  return {
    client: createClient({ baseUrl: server, token, fetch: world.fetch }),
    server,
    signedIn: token !== undefined,
    say: sayTo(formatOf(flags.format), world.out, world.err),
    force: flags.force ?? false,
    world,
  };
};

/** For problems that the flags of every command can mend. */
export const explainProblem = (thrown: Problem, session: Pick<Session, 'server' | 'signedIn'> | undefined): string => {
  const fields = thrown.errors
    .filter((error) => !thrown.message.includes(error.message))
    .map((error) => `\n  ${error.field} ${error.message}`);
  if (thrown.code === 'unauthenticated' && session) {
    const demo = /\/\/(localhost|127\.)/.test(session.server)
      ? ' In the demo, ana@demo.example with the password sightline-demo is the administrator.'
      : '';
    return session.signedIn
      ? `Your sign-in at ${session.server} has ended; run \`sightline login --server ${session.server}\`.${demo}`
      : `You aren’t signed in at ${session.server}; run \`sightline login --server ${session.server}\`.${demo}`;
  }
  return thrown.message + fields.join('');
};

const formatOf = (word = 'human'): Format => {
  if (word === 'human' || word === 'json' || word === 'csv') return word;
  throw new WrongUsage(`--format is human, json or csv, not ${word}.`);
};

export const login = async (world: World, flags: GlobalFlags & { email?: string }): Promise<void> => {
  const session = openSession(world, { ...flags, token: '' });
  const email = flags.email ?? (await world.readLine('E-mail: '));
  const password = world.env.SIGHTLINE_PASSWORD ?? (await world.readLine('Password: '));
  if (!email || !password)
    throw new WrongUsage('An e-mail address (--email) and a password (typed, piped in or SIGHTLINE_PASSWORD) are needed.');
  const { token, user } = await createClient({ baseUrl: session.server, fetch: world.fetch }).signIn({
    body: { email, password },
  });
  const kept = readKept(world.env);
  keep(world.env, { last: session.server, tokens: { ...kept.tokens, [session.server]: { token, email } } });
  session.say.done(`Signed in at ${session.server} as ${user.name} (${user.email ?? user.login}).`, {
    server: session.server,
    user,
  });
};

export const logout = async (world: World, flags: GlobalFlags): Promise<void> => {
  const session = openSession(world, flags);
  const kept = readKept(world.env);
  if (session.signedIn) {
    await session.client.signOut().catch((error: Problem) => {
      if (error.code !== 'unauthenticated') throw error;
    });
  }
  const { [session.server]: _, ...tokens } = kept.tokens;
  keep(world.env, { ...kept, tokens });
  session.say.done(`Signed out at ${session.server}.`, { server: session.server });
};

const pathOf = (env: NodeJS.ProcessEnv) =>
  join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? homedir(), '.config'), 'sightline', 'login.json');

const readKept = (env: NodeJS.ProcessEnv): Kept => {
  const path = pathOf(env);
  if (!existsSync(path)) return { tokens: {} };
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Partial<Kept>;
    return { ...kept, tokens: kept.tokens ?? {} };
  } catch {
    throw new Failed(`${path} can’t be read; remove it and run \`sightline login\` again.`);
  }
};

const keep = (env: NodeJS.ProcessEnv, kept: Kept) => {
  const path = pathOf(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
};

export const notThere = (what: string): Failed => new Failed(`There is no ${what} that you can see.`);
