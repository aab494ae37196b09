// What the fuzz hunts in: two projects in which every kind of thing holds words that some of the four may not see.
// Sam has nothing. Vic is a restricted viewer of the Vault, Gus a guest who was shown two things in it. Oli is an editor
// of Elsewhere, where others keep private things. Those who could give more (Ana, Eve) don't act once it has begun.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { giveRoleTo } from '../../src/access/giving/index.ts';
import { principalOf, reachedAmong } from '../../src/access/index.ts';
import { guestRoleId, memberRoleId } from '../../src/store/built-in.ts';
import type { TestApp } from '../app.ts';
import { type Hunter, hunters, type Secrets } from './secrets.ts';

export type World = {
  /** Everything with an id that the fuzz may name from the beginning. */
  resources: string[];
  subjects: string[];
  others: string[];
  refs: string[];
  /** By kind, for routes about one. */
  byKind: Record<string, string[]>;
  /** Gives back what the four gave up or took apart, so that there is always something left to hunt from. */
  mend(): Promise<void>;
  /** Ids that these people can't find: of things that they have no level on, of people and groups hidden from guests. */
  hidden: Record<Hunter, string[]>;
  /** What each of them reaches to begin with. */
  reached: Record<Hunter, string[]>;
};

export const layDown = async (app: TestApp, folder: string, { plant }: Secrets): Promise<World> => {
  for (const login of ['oli', 'una', 'quinn', 'nora']) await app.add(login);
  const refs: string[] = [];
  const resources: string[] = [];
  const others: string[] = [];
  const byKind: World['byKind'] = {};
  const written = new Map<string, object>();
  const hidden: World['hidden'] = { sam: [], vic: [], gus: [], oli: [] };

  const as = (who: string) => async (method: string, path: string, body?: unknown) => {
    const answer = await app.ask(who, method, path, body);
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
    return answer.json;
  };
  const [ana, eve] = [as('ana'), as('eve')];
  const hide = (id: string, from: readonly Hunter[] = hunters) => {
    for (const hunter of from) hidden[hunter].push(id);
    return id;
  };
  const maker =
    (project: string) =>
    async (kind: string, name: string, definition: object, more: object = {}): Promise<string> => {
      const { id } = await ana('post', `/projects/${project}/resources`, { kind, name, definition, ...more });
      resources.push(id);
      byKind[kind] = [...(byKind[kind] ?? []), id];
      if (project === elsewhere) written.set(id, definition);
      refs.push(`${kind}:${name}`);
      return id;
    };
  const give = (id: string, login: string, level = 'viewer') =>
    ana('patch', `/resources/${id}/access`, { grant: [{ subject: app.ids[login], level }] });

  // The data: of its columns some are drawn, some can be chosen, and some are in no dataset that anyone was shown.
  const inner = join(folder, plant('a folder'));
  const column = plant('a column');
  mkdirSync(inner);
  const rows = [
    `team,salary,day,note,${column}`,
    ...['sales', 'audit', 'safety'].map(
      (team, at) => `${team},${at * 10},2026-0${at + 1}-01,${plant('a value')},${plant('a value')}`,
    ),
  ].join('\n');
  // Rules sit on tables: nothing over this one answers.
  for (const table of ['pay', 'ruled']) writeFileSync(join(inner, `${table}.csv`), rows);
  writeFileSync(join(inner, `${plant('a file')}.csv`), `${plant('a column')}\n${plant('a value')}\n`);

  const vault = (
    await eve('post', '/projects', {
      name: 'Vault',
      title: plant('title of the Vault', ['sam', 'oli']),
      description: plant('description of the Vault'),
    })
  ).id;
  hide(vault, ['sam', 'oli']);
  const elsewhere = (
    await eve('post', '/projects', { name: 'Elsewhere', description: plant('description of Elsewhere', ['sam', 'vic', 'gus']) })
  ).id;
  resources.push(vault, elsewhere);

  const inVault = maker(vault);
  const secret = (what: string) => ({ title: plant(`title of ${what}`) });
  const text = (what: string) => ({ description: plant(`description of ${what}`) });
  hide(await inVault('source', 'files', { path: inner, ...text('a source') }, secret('a source')));
  hide(await inVault('source', 'empty', {}, secret('a source without a folder')));
  const pay = {
    ...text('a dataset'),
    source: 'source:files',
    table: 'pay',
    time: 'day',
    dimensions: [
      { name: 'team' },
      { name: 'salary', type: 'number', label: plant('label of a dimension') },
      { name: 'day', type: 'date' },
      { name: 'hush', column, description: plant('description of a dimension') },
    ],
    measures: [
      { name: 'people', aggregate: 'count' },
      {
        name: 'hidden_total',
        label: plant('label of a measure'),
        aggregate: 'sum',
        column: 'salary',
        where: { field: 'note', in: [plant('value in a measure')] },
      },
    ],
  };
  hide(await inVault('dataset', 'pay', pay, secret('a dataset')));
  hide(await inVault('dataset', 'ruled', { ...pay, table: 'ruled', ...text('a dataset') }, secret('a dataset under a rule')));
  const rule = {
    on: ['dataset:ruled'],
    clause: plant('clause of a rule'),
    groupKey: plant('group key of a rule'),
    ...text('a rule'),
  };
  hide(await inVault('rule', 'narrow', rule, secret('a rule')));
  const { dimensions, measures, source } = pay;
  const lost = { source, dimensions, measures };
  hide(await inVault('dataset', 'no-table', { ...lost, table: plant('a table that is not there') }, secret('a dataset')));
  hide(
    await inVault(
      'dataset',
      'no-column',
      { ...lost, table: 'pay', dimensions: [{ name: 'team', column: plant('a column that is not there') }] },
      secret('a dataset'),
    ),
  );
  hide(await inVault('dataset', 'no-folder', { ...lost, source: 'source:empty', table: 'pay' }, secret('a dataset')));
  const drawnFrom = (dataset: string) => ({
    dataset: `dataset:${dataset}`,
    query: { dimensions: [{ name: 'team' }], measures: ['people'] },
  });
  const byTeam = await inVault('chart', 'by-team', drawnFrom('pay'));
  for (const name of ['ruled', 'no-table', 'no-column', 'no-folder'])
    hide(await inVault('chart', name, { ...drawnFrom(name), ...text('a chart') }));
  hide(await inVault('chart', 'private', { ...drawnFrom('pay'), ...text('a chart') }, secret('a chart')));
  const unconfirmed = hide(await inVault('chart', 'unconfirmed', drawnFrom('pay'), { generalAccess: 'project' }));

  const tiles = ['by-team', 'ruled', 'no-table', 'no-column', 'no-folder'].map((name, at) => ({
    id: 'abcde'[at],
    chart: `chart:${name}`,
  }));
  const filters = [{ name: 'team' }];
  const board = await inVault('dashboard', 'board', { tiles, filters }, { generalAccess: 'project' });
  // Una added a chart, and has nothing any more: the tile no longer runs, and the chart was renamed since.
  await eve('put', `/projects/${vault}/members/${app.ids.una}`, { level: 'editor' });
  const drawn = (await as('una')('get', `/resources/${board}`)).definition;
  await as('una')('patch', `/resources/${board}`, {
    definition: { ...drawn, tiles: [...drawn.tiles, { id: 'f', chart: 'chart:unconfirmed' }] },
  });
  await eve('delete', `/projects/${vault}/members/${app.ids.una}`);
  await eve('patch', `/resources/${unconfirmed}`, { title: plant('title of a chart that no longer runs') });
  await eve('patch', `/resources/${unconfirmed}/access`, { generalAccess: 'private' });
  // What the board was once, and what Eve keeps around it for herself.
  const { title } = await eve('get', `/resources/${board}`);
  await eve('patch', `/resources/${board}`, { title: plant('earlier title of a dashboard') });
  const { version, definition } = await eve('patch', `/resources/${board}`, { title });
  await eve('put', `/resources/${board}/draft`, { title: plant('title of a draft'), definition, basedOn: version });
  const view = { title: plant('title of a view'), choices: { filter: { field: 'team', in: [plant('value in a view')] } } };
  others.push((await eve('post', `/resources/${board}/views`, view)).id);

  const look = await inVault('explore', 'look', { dataset: 'dataset:pay', dimensions: ['team'], measures: ['people'] });
  hide(await inVault('explore', 'private', { dataset: 'dataset:pay', ...text('an explore') }, secret('an explore')));
  hide(
    await inVault(
      'dashboard',
      'plans',
      { ...text('a dashboard'), tiles: [{ id: 'a', text: plant('text of a tile') }] },
      secret('a dashboard'),
    ),
  );
  hide(await inVault('alert', 'alarm', { on: 'dashboard:board', ...text('an alert') }, secret('an alert')));
  hide(await inVault('report', 'weekly', { on: 'dashboard:board', ...text('a report') }, secret('a report')));
  const binned = hide(await inVault('dashboard', 'binned', text('a deleted dashboard'), secret('a deleted dashboard')));
  await give(binned, 'vic');
  await ana('delete', `/resources/${binned}`);

  for (const id of [board, look, byTeam]) hide(id, ['sam', 'oli']);

  const inElsewhere = maker(elsewhere);
  hide(await inElsewhere('source', 'lake', { path: inner, ...text('a source') }, secret('a source')));
  const shared = { generalAccess: 'project' };
  const sales = {
    source: 'source:lake',
    table: 'pay',
    dimensions: [{ name: 'team' }],
    measures: [{ name: 'people', aggregate: 'count' }],
  };
  await inElsewhere('dataset', 'sales', sales, shared);
  await inElsewhere(
    'chart',
    'sales',
    { dataset: 'dataset:sales', query: { dimensions: [{ name: 'team' }], measures: ['people'] } },
    shared,
  );
  const hisBoard = await inElsewhere('dashboard', 'sales', { tiles: [{ id: 'a', chart: 'chart:sales' }] }, shared);
  await inElsewhere('explore', 'sales', { dataset: 'dataset:sales' }, shared);
  await inElsewhere('dataset', 'narrowed', { ...sales, table: 'ruled' }, shared);
  hide(await inElsewhere('rule', 'narrow', { on: ['dataset:narrowed'], clause: plant('clause of a rule') }, secret('a rule')));
  hide(await inElsewhere('dashboard', 'plans', { tiles: [{ id: 'a', text: plant('text of a tile') }] }, secret('a dashboard')));
  hide(await inElsewhere('dataset', 'pay', { ...pay, source: 'source:lake', ...text('a dataset') }, secret('a dataset')));

  // People: what guests don't find, and what is between two others.
  const group = (await ana('post', '/groups', { name: plant('name of a group', ['gus']) })).id;
  const role = (await ana('post', '/roles', { name: plant('name of a role', ['gus']), capabilities: [] })).id;
  await ana('put', `/groups/${group}/members/${app.ids.nora}`);
  await app.deps.store.rows('update app_user set name = $2 where id = $1', [app.ids.nora, plant('name of a user', ['gus'])]);
  const ask = { db: app.deps.store.db, now: app.deps.clock.now() };
  expect([guestRoleId, memberRoleId]).not.toContain(role);
  await giveRoleTo(ask, role, app.ids.nora as string);
  for (const id of [group, role, app.ids.nora as string]) hide(id, ['gus']);
  for (const id of [board, vault])
    await as('quinn')('post', `/resources/${id}/requests`, { message: plant('message of a request') });
  for (const { id } of (await eve('get', '/requests')).items) others.push(id);
  others.push((await eve('post', '/tokens', { name: plant('name of a token') })).id);
  const { subject } = await eve('post', '/invitations', { email: `${plant('invited address', ['gus'])}@elsewhere.example` });
  others.push(hide(subject.id, ['gus']));

  const mend = async () => {
    for (const [id, definition] of written) {
      await app.ask('ana', 'post', `/resources/${id}/restore`, {});
      await app.ask('ana', 'patch', `/resources/${id}`, { definition });
    }
    await eve('put', `/projects/${elsewhere}/members/${app.ids.oli}`, { level: 'editor', restricted: false });
    await eve('put', `/projects/${vault}/members/${app.ids.vic}`, {
      level: 'viewer',
      restricted: true,
      resources: ['dashboard:board', 'explore:look', 'chart:by-team'],
    });
    for (const id of [board, look]) await give(id, 'gus');
    await give(hisBoard, 'gus', 'editor');
  };
  await mend();

  const reached: World['reached'] = { sam: [], vic: [], gus: [], oli: [] };
  for (const hunter of hunters) {
    const principal = await principalOf(ask, app.ids[hunter] as string);
    if (principal) reached[hunter] = [...(await reachedAmong(ask, principal, resources)).keys()];
  }
  const subjects = [...Object.values(app.ids), group, role, guestRoleId, memberRoleId];
  return { reached, byKind, mend, resources, subjects, others, refs: [...new Set(refs)], hidden };
};
