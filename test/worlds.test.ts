// The truth table: every world in test/worlds plays as it says, on both stores.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { closureDrift, grantDrift } from '#access/giving/index';
import { playWorld, report } from '../src/worlds/index.ts';
import { bothStores, onStore } from './stores.ts';

const folder = join(import.meta.dirname, 'worlds');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

bothStores('The truth table', (store) => {
  test.each(files)('%s', async (file) => {
    const result = await playWorld(store(), file, readFileSync(join(folder, file), 'utf8'));
    expect(result.failures.length === 0 ? [] : report(result)).toEqual([]);
    expect(result.checks).toBeGreaterThan(0);
    // What is kept beside the facts is what the facts say.
    const ask = { db: store().db, now: new Date() };
    expect([await closureDrift(ask), await grantDrift(ask)]).toEqual([[], []]);
  });
});

onStore('pglite', 'A wrong file', (store) => {
  const world = (...lines: string[]) =>
    ['name: a small world', 'world:', '  users: {ana: {roles: [Admin]}, sam: {}}', ...lines].join('\n');
  const projects = '  projects: {p: {resources: {"dashboard:d": {access: private}}}}';
  const cases: [string, string, number, RegExp][] = [
    ['an unknown key at the top', `${world()}\ntest: []`, 4, /unknown key “test”/],
    ['an unknown key of a user', world('  groups: {}').replace('sam: {}', 'sam: {rolez: []}'), 3, /unknown key “rolez”/],
    [
      'an unknown verb',
      world(projects, 'steps:', '  - {as: ana, do: shre, resource: p/dashboard:d}'),
      6,
      /unknown verb “shre”.*share/,
    ],
    [
      'an unknown field of a verb',
      world(projects, 'steps:', '  - {as: ana, do: delete, resource: p/dashboard:d, why: x}'),
      6,
      /unknown key “why”/,
    ],
    ['an unknown name in the world', world('  groups:', '    g: [user:zed]'), 5, /there is no user:zed/],
    [
      'an unknown name in a test',
      world(projects, 'tests:', '  - {user: sam, resource: p/dashboard:x, level: none}'),
      6,
      /there is no p\/dashboard:x/,
    ],
    [
      'an unknown user in a test',
      world(projects, 'tests:', '  - {user: zed, lists: dashboard, equals: []}'),
      6,
      /there is no user zed/,
    ],
    ['a key twice', world('  groups:', '    g: []', '    g: []'), 6, /unique/],
    ['no YAML at all', 'name: {', 1, /./],
  ];
  test.each(cases)('with %s fails with its line', async (_, text, line, message) => {
    const { failures } = await playWorld(store(), 'wrong.yaml', text);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toMatch(message);
    expect(failures[0]?.line).toBe(line);
  });

  test('a failed expectation is told with what came out and why', async () => {
    const text = world(
      '  projects: {p: {resources: {"dashboard:d": {viewers: [user:sam]}}}}',
      'tests:',
      '  - {user: sam, resource: p/dashboard:d, level: editor}',
    );
    const { failures } = await playWorld(store(), 'wrong.yaml', text);
    expect(failures[0]).toMatchObject({ line: 6, message: 'expected level editor, came out level viewer' });
    expect(failures[0]?.details).toContain('reason: direct viewer on p/dashboard:d');
  });

  test('a step that came out otherwise is told with what was said', async () => {
    const text = world(projects, 'steps:', '  - {as: sam, do: delete, resource: p/dashboard:d}');
    const { failures } = await playWorld(store(), 'wrong.yaml', text);
    expect(failures[0]).toMatchObject({ line: 6, message: 'expected ok, came out not_found' });
  });
});

describe('The floor', () => {
  test('the worlds that everybody relies on are among them', () => {
    expect(files.filter((file) => /^0[1-5]-/.test(file))).toHaveLength(5);
  });
});
