// `sightline access test FILE...`: worlds into a throwaway store, their steps, their expectations.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Ask, rows } from '#access';
import { builtInRoles, everyoneId } from '#store/built-in';
import { migrate } from '#store/migrate';
import { openStore, type Store } from '#store/open';
import { check } from './expect.ts';
import { FileError, type Parsed, type Path, parseWorld, type Step } from './file.ts';
import { layDown } from './lay-down.ts';
import { Names } from './names.ts';
import { playStep } from './play.ts';

export type Failure = { line: number; message: string; details?: string[] };
export type FileResult = { file: string; name: string; checks: number; failures: Failure[] };

/** Plays one file's text in a store that it first empties. */
export const playWorld = async (
  store: Store,
  file: string,
  text: string,
  {
    after = async () => {},
  }: { /** Called once the world stands, and after each step. */ after?: (ask: Ask) => Promise<void> } = {},
): Promise<FileResult> => {
  const failures: Failure[] = [];
  let parsed: Parsed | undefined;
  let checks = 0;
  try {
    parsed = parseWorld(text);
    const { steps, tests, now } = parsed.file;
    let clock = new Date(now);
    const ask = (): Ask => ({ db: store.db, now: clock });
    const names = new Names(ask);
    await empty(ask());
    const world = parsed;
    await store.transaction((db) => layDown({ db, now: clock }, new Names(() => ({ db, now: clock })), world));
    await names.remember();
    await after(ask());
    const deps = { store, clock: { now: () => clock } };
    for (const step of steps ?? []) {
      checks++;
      // Each step has a moment of its own, as in life.
      clock = new Date(clock.getTime() + 1);
      if (step.do === 'wait') clock = later(clock, step.for);
      else await playOne(step);
      await names.remember();
      await after(ask());
    }
    for (const [at, test] of (tests ?? []).entries()) {
      checks++;
      const wrong = (path: Path, message: string): never => {
        throw new FileError(message, world.lineOf(['tests', at, ...path]));
      };
      const told = await check({ ask: ask(), names, wrong }, test);
      if (!told) continue;
      const { expected, came, why } = told;
      fail(['tests', at], `expected ${expected}, came out ${came}`, [describe(test), ...why.map((line) => `reason: ${line}`)]);
    }

    async function playOne(step: Exclude<Step, { do: 'wait' }>) {
      const before = step.expect === 'ok' ? '' : await fingerprint(ask());
      const { outcome, said } = await playStep({ deps, names, ask }, step);
      const at = ['steps', (steps ?? []).indexOf(step)];
      if (outcome !== step.expect)
        return fail(at, `expected ${step.expect}, came out ${outcome}`, [describe(step), ...(said ? [`said: ${said}`] : [])]);
      if (outcome !== 'ok' && before !== (await fingerprint(ask())))
        fail(at, `was refused (${outcome}) and still changed something`, [describe(step)]);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    failures.push({ line: error.line, message: error.message });
  }
  return { file, name: parsed?.file.name ?? '', checks, failures };

  function fail(path: Path, message: string, details?: string[]) {
    failures.push({ line: parsed?.lineOf(path) ?? 1, message, ...(details && { details }) });
  }
};

export type RunOptions = { databaseUrl?: string; write?: (line: string) => void };

/** Runs files and writes what failed, with the explanation. The exit code: 1 if anything did. */
export const runFiles = async (
  files: readonly string[],
  { databaseUrl, write = console.log }: RunOptions = {},
): Promise<number> => {
  const { store, close } = await throwaway(databaseUrl);
  let failed = 0;
  try {
    for (const file of files) {
      const result = await playFile(store, file);
      if (result.failures.length > 0) failed++;
      for (const line of report(result)) write(line);
    }
  } finally {
    await close();
  }
  write(`${files.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
};

const playFile = async (store: Store, file: string): Promise<FileResult> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return { file, name: '', checks: 0, failures: [{ line: 0, message: 'can’t be read' }] };
  }
  return playWorld(store, file, text);
};

export const report = ({ file, name, checks, failures }: FileResult): string[] => {
  if (failures.length === 0) return [`ok    ${file} (${checks} checks): ${name}`];
  return [
    `FAIL  ${file}${name ? `: ${name}` : ''}`,
    ...failures.flatMap(({ line, message, details = [] }) => [
      `      ${file}:${line}: ${message}`,
      ...details.map((detail) => `          ${detail}`),
    ]),
  ];
};

/** In memory, or in a schema of its own on a PostgreSQL that is dropped afterwards. */
const throwaway = async (databaseUrl: string | undefined): Promise<{ store: Store; close: () => Promise<void> }> => {
  const schema = `access_test_${randomBytes(6).toString('hex')}`;
  const store = await openStore(databaseUrl ? { kind: 'postgres', url: databaseUrl, schema, poolSize: 4 } : { kind: 'memory' });
  await migrate(store);
  return {
    store,
    close: async () => {
      if (databaseUrl) await store.rows(`drop schema ${schema} cascade`, []);
      await store.close();
    },
  };
};

/** Back to what every organization has from its first moment. */
const empty = async (ask: Ask): Promise<void> => {
  await rows(
    ask,
    'truncate past_fact, access_grant, membership, resource_use, audit_event, subject_closure, group_member, group_manager, role_holder, access_request, resource cascade',
    [],
  );
  // Owners outlive what they own.
  await rows(ask, "delete from subject where id in (select id from app_user where kind = 'service')", []);
  await rows(ask, 'delete from subject where id <> all($1::text[])', [[everyoneId, ...builtInRoles.map(({ id }) => id)]]);
};

/** Of everything that a refused step must leave as it was. */
const fingerprint = async (ask: Ask): Promise<string> => {
  const tables = [
    'access_grant',
    'membership',
    'resource_use',
    'resource',
    'app_user',
    'user_group',
    'role',
    'group_member',
    'role_holder',
    'group_manager',
    'past_fact',
    'access_request',
    'invitation',
    'audit_event',
    'resource_version',
    'notification',
  ];
  const sums = tables.map((table) => `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t)`);
  const [found] = await rows<{ sum: string }>(ask, `select ${sums.join(' || ')} as sum`, []);
  return found?.sum ?? '';
};

const describe = (what: object) => JSON.stringify(what);

const units = { Y: 'FullYear', D: 'Date', H: 'Hours', M: 'Minutes', S: 'Seconds' } as const;
/** ISO 8601 durations; months before the T, minutes after it. */
const later = (from: Date, duration: string): Date => {
  const moment = new Date(from);
  const [days = '', times = ''] = duration.slice(1).split('T');
  const add = (text: string, month: 'Month' | 'Minutes') => {
    for (const [, count = '0', unit = 'D'] of text.matchAll(/(\d+)([YMWDHS])/g)) {
      const by = Number(count) * (unit === 'W' ? 7 : 1);
      const part = unit === 'M' ? month : unit === 'W' ? 'Date' : units[unit as keyof typeof units];
      moment[`setUTC${part}`](moment[`getUTC${part}`]() + by);
    }
  };
  add(days, 'Month');
  add(times, 'Minutes');
  return moment;
};
