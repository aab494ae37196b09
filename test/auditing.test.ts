// The page of an auditor's ten questions, played: every command and call that it shows runs against a real server on the demo,
// and what a command says is held to what the call beside it answers.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../src/cli/sightline.ts';
import { type Client, createClient } from '../src/client/client.ts';
import { readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'auditing.md'), 'utf8');
type Question = { title: string; command: string; call: { method: string; path: string; body: string | undefined } };
const questions: Question[] = page
  .split(/^## (?=\d+\. )/m)
  .slice(1)
  .map((part) => {
    const command = /```sh\nsightline ([^\n]+)\n```/.exec(part)?.[1] ?? '';
    const [, method = '', path = '', body] = /```http\n(\w+) (\S+)\n(?:(\{.*\})\n)?```/.exec(part) ?? [];
    return { title: part.split('\n')[0] ?? '', command, call: { method, path, body } };
  });
const lists = [...page.matchAll(/^\| .* \| `sightline ([^`]+)` \|$/gm)].map((found) => found[1] ?? '');

const home = mkdtempSync(join(tmpdir(), 'sightline-auditing-'));
let server: Awaited<ReturnType<typeof start>>;
let ana: Client;
let token: string;

beforeAll(async () => {
  server = await start({ config: readConfig({ port: 0, data: home, demo: true }, {}, home), log: silentLog });
  const signedIn = await createClient({ baseUrl: server.url }).signIn({
    body: { email: 'ana@demo.example', password: 'sightline-demo' },
  });
  token = signedIn.token;
  ana = createClient({ baseUrl: server.url, token });
}, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(home, { recursive: true, force: true });
});

// Answers of ten shapes.
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test is about
type Answer = any;

const sightline = async (command: string, format = 'json'): Promise<{ code: number; out: string; err: string; json: Answer }> => {
  const said = { out: '', err: '' };
  const code = await run([...command.split(' '), '--format', format], {
    env: { HOME: home, XDG_CONFIG_HOME: home, SIGHTLINE_URL: server.url, SIGHTLINE_TOKEN: token },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    fetch,
    readLine: async () => '',
  });
  return { code, ...said, json: format === 'json' && said.out ? JSON.parse(said.out) : undefined };
};

/** What stands in braces, as an id. */
const idOf = async (written: string): Promise<string> => {
  const [, project, kind, name] = /^([^/]+)\/([^:]+):(.+)$/.exec(written) ?? [];
  if (project) {
    const { items } = await ana.listProjects({ query: { name: project } });
    const found = await ana.listResources({ query: { project: items[0]?.id, kind, name } });
    return found.items[0]?.id ?? `no ${written}`;
  }
  const [what, who = ''] = written.split(/:(.*)/);
  if (what === 'user') return (await ana.listUsers({ query: { email: who } })).items[0]?.id ?? `no ${written}`;
  return (await ana.listGroups({ query: { name: who } })).items[0]?.id ?? `no ${written}`;
};
const filledIn = async (text: string): Promise<string> => {
  let filled = text;
  for (const [braces, written = ''] of text.matchAll(/\{([^{}"\s]+:[^{}"]+)\}/g))
    filled = filled.replace(braces, await idOf(written));
  return filled;
};
const called = async ({ method, path, body }: Question['call']): Promise<Answer> => {
  const response = await fetch(`${server.url}${await filledIn(path)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: await filledIn(body) }),
  });
  const text = await response.text();
  expect(response.status, `${method} ${path} ${text}`).toBe(200);
  return JSON.parse(text);
};

test('the page has ten questions, each with a command and a call', () => {
  expect(questions.map(({ title }) => title.replace(/^\d+\. /, ''))).toEqual([
    'Who can see this?',
    'Why?',
    'Since when?',
    'Given by whom?',
    'What else can they see?',
    'As whom does it run?',
    'What if I add them to this group?',
    'What changed last month?',
    'Who still can after this change?',
    'Prove it.',
  ]);
  for (const { title, command, call } of questions) {
    expect(command, title).not.toBe('');
    expect(call.path, title).toMatch(/^\/api\//);
  }
});

const told: Answer[] = [];
const moment = /"(at|until|issuedAt)":"[^"]*"/g;
test.each(questions)('$title: the command and the call answer the same', async ({ command, call }) => {
  const { code, err, json } = await sightline(command);
  expect(code, err).toBe(0);
  const answer = await called(call);
  told.push(answer);
  // A list by command is all of its pages; and the moment of asking is another.
  const [said, expected] = [
    Array.isArray(json) ? json.slice(0, answer.items?.length) : json,
    Array.isArray(json) ? answer.items : answer,
  ];
  expect(JSON.stringify(said).replace(moment, '')).toBe(JSON.stringify(expected).replace(moment, ''));
  expect((await sightline(command, 'human')).out.length).toBeGreaterThan(10);
});

test('the answers hold together: who sees it, why, since when, by whom, and what it is among', async () => {
  const [who, why, since, by, else_, runs, added, changed, still, proof] = told;
  const gus = why.subject.id;
  expect(who.items.find(({ subject }: Answer) => subject.id === gus).level).toBe(why.level);
  const [{ grant }] = why.reasons;
  const given = by.items.find(({ action }: Answer) => action === 'access.give');
  expect(since.items.map(({ id }: Answer) => id)).toContain(given.id);
  expect([given.at, given.named.actor.label]).toEqual([grant.givenAt, grant.givenBy.label]);
  expect(else_.items.find(({ resource }: Answer) => resource.id === why.resource.id).level).toBe(why.level);
  expect([runs.runsAs, runs.seenBy]).toEqual(['viewer', who.items.length]);
  expect(runs.parts.length).toBeGreaterThan(0);
  expect(added.gains.length).toBeGreaterThan(0);
  expect(changed.items.length).toBeGreaterThan(0);
  expect(still.counts.people).toBe(who.items.length - 1);
  expect([proof.proven, proof.items.map(({ subject }: Answer) => subject.id)]).toEqual([
    true,
    who.items.map(({ subject }: Answer) => subject.id),
  ]);
});

test('what a preview said comes true, and undoing it brings back who could see it before', async () => {
  const [who, , , , , , , , still] = told;
  const unshare = questions[8]!.command.replace(' --dry-run', '');
  expect((await sightline(unshare)).code).toBe(0);
  expect((await called(questions[0]!.call)).items.length).toBe(still.counts.people);
  const [entry] = (await called(questions[2]!.call)).items;
  expect((await sightline(`undo ${entry.id}`)).code).toBe(0);
  expect((await called(questions[0]!.call)).items).toEqual(who.items);
});

test.each(lists)('sightline %s is a list that runs', async (command) => {
  const { code, err, json } = await sightline(command);
  expect(code, err).toBe(0);
  expect(Array.isArray(json)).toBe(true);
});

test('a list that is shown holds what the demo was given: Gus, who is a guest, until a day', async () => {
  const ending = (await sightline('review ending --within 366')).json;
  expect(ending.map(({ subject }: Answer) => subject.label)).toContain('Gus Weller');
  const outside = (await sightline(lists[0]!)).json;
  expect(outside.map(({ subject }: Answer) => subject.label)).toContain('Gus Weller');
  expect((await sightline('compare user:gus@demo.example user:vic@demo.example --show both')).json.length).toBeGreaterThan(0);
});

test('who asks wrongly is told how to ask', async () => {
  for (const [command, said] of [
    ['review outsiders operations/dashboard:punctuality', '--group'],
    ['review ending --within soon', 'whole number of days from 1 to 366'],
    ['compare user:gus@demo.example user:vic@demo.example --show none', 'both, one or other'],
  ] as const) {
    const { code, err } = await sightline(command);
    expect([code, err.includes(said)], err).toEqual([2, true]);
  }
});
