// Every route is tried by everybody. What each may is not written route by route: it follows from the action that the
// route performs and from the level that the asker has there (access model, section 2). A new route that isn't in the
// table doesn't compile.
import { expect, test } from 'vitest';
import { type Action, actions, atLeast, type Capability, type Level, type Route, routes } from '../../src/contract/index.ts';
import type { RouteName } from '../../src/http/handler.ts';
import { type Answered, onEachApp, type TestApp } from '../app.ts';

/** From nobody to everybody's administrator. Ida is deactivated, Oli is admin of another project. */
const askers = ['nobody', 'forger', 'ida', 'sam', 'oli', 'vic', 'gus', 'eve', 'ana'] as const;
type Asker = (typeof askers)[number];
const levelInProject: Partial<Record<Asker, Level>> = { vic: 'viewer', gus: 'editor', eve: 'admin', ana: 'admin' };
const unknown: readonly Asker[] = ['nobody', 'forger', 'ida'];

type Need =
  | 'open'
  | 'signed in'
  /** An action on the project, on an ordinary resource in it, or on the private source. */
  | { does: Action; on: 'project' | 'resource' | 'source'; also?: Capability }
  /** Lacking it is 403, on things that everybody may find. */
  | { capability: Capability };

const needs: Record<RouteName, Need> = {
  signIn: 'open',
  setUp: 'open',
  signOut: 'signed in',
  getMe: 'signed in',
  listSessions: 'signed in',
  endSession: 'signed in',
  listResources: 'signed in',
  createResource: { does: 'create', on: 'project' },
  getResource: { does: 'view', on: 'resource' },
  updateResource: { does: 'edit', on: 'resource' },
  deleteResource: { does: 'delete', on: 'resource' },
  restoreResource: { does: 'restore', on: 'resource' },
  duplicateResource: { does: 'create', on: 'project' },
  listTrash: 'signed in',
  addFavourite: { does: 'view', on: 'resource' },
  exportTile: { does: 'export', on: 'resource' },
  listViews: { does: 'view', on: 'resource' },
  createView: { does: 'view', on: 'resource' },
  updateView: { does: 'edit', on: 'resource' },
  deleteView: { does: 'edit', on: 'resource' },
  listVersions: { does: 'edit', on: 'resource' },
  getVersion: { does: 'edit', on: 'resource' },
  restoreVersion: { does: 'edit', on: 'resource' },
  getDraft: { does: 'edit', on: 'resource' },
  putDraft: { does: 'edit', on: 'resource' },
  deleteDraft: { does: 'edit', on: 'resource' },
  removeFavourite: { does: 'view', on: 'resource' },
  runQuery: { does: 'query', on: 'resource' },
  runTile: { does: 'query', on: 'resource' },
  exportCsv: { does: 'export', on: 'resource' },
  exportQuery: { does: 'export', on: 'resource' },
  listValues: { does: 'query', on: 'resource' },
  uploadFile: { does: 'manage_sources', on: 'project', also: 'sources.manage' },
  listTables: { does: 'view', on: 'source' },
  listRows: { does: 'query', on: 'resource' },
  showSql: { does: 'query', on: 'resource' },
  getLineage: { does: 'view', on: 'resource' },
  listPlaces: { does: 'manage_sources', on: 'project', also: 'sources.manage' },
  checkNewSource: { does: 'manage_sources', on: 'project', also: 'sources.manage' },
  checkSource: { does: 'view', on: 'source' },
  checkFields: { does: 'edit', on: 'resource' },
  checkDataset: { does: 'edit', on: 'resource' },
  checkNewDataset: { does: 'create', on: 'project' },
  getAccess: { does: 'read_access', on: 'resource' },
  putAccess: { does: 'share', on: 'resource' },
  patchAccess: { does: 'share', on: 'resource' },
  explainAccess: { does: 'view', on: 'resource' },
  whoHasAccess: { does: 'read_access', on: 'resource' },
  listReach: 'signed in',
  proveAccess: { does: 'read_access', on: 'resource' },
  listResourceHistory: { does: 'read_access', on: 'resource' },
  listSubjectHistory: 'signed in',
  undoChange: { does: 'read_access', on: 'resource' },
  listProjects: 'signed in',
  createProject: { capability: 'projects.create' },
  getProject: { does: 'view', on: 'project' },
  listMembers: { does: 'manage_members', on: 'project' },
  getMember: { does: 'manage_members', on: 'project' },
  setMember: { does: 'manage_members', on: 'project' },
  removeMember: { does: 'manage_members', on: 'project' },
  changeMemberResources: { does: 'manage_members', on: 'project' },
  invite: { capability: 'guests.invite' },
  listInvitations: 'signed in',
  resendInvitation: { capability: 'users.manage' },
  withdrawInvitation: { capability: 'users.manage' },
  acceptInvitation: 'open',
  askForAccess: 'signed in',
  listRequests: 'signed in',
  approveRequest: { does: 'share', on: 'resource' },
  declineRequest: { does: 'share', on: 'resource' },
  handOver: { capability: 'organization.administer' },
  listOrphans: 'signed in',
  startViewAs: { capability: 'users.manage' },
  endViewAs: 'signed in',
  listNotifications: 'signed in',
  readNotifications: 'signed in',
  findSubjects: 'signed in',
  listUsers: 'signed in',
  createUser: { capability: 'users.manage' },
  getUser: 'signed in',
  updateUser: { capability: 'users.manage' },
  deleteUser: { capability: 'users.manage' },
  deactivateUser: { capability: 'users.manage' },
  reactivateUser: { capability: 'users.manage' },
  listGroups: 'signed in',
  createGroup: { capability: 'groups.manage' },
  getGroup: 'signed in',
  renameGroup: { capability: 'groups.manage' },
  deleteGroup: { capability: 'groups.manage' },
  addGroupMember: { capability: 'groups.manage' },
  removeGroupMember: { capability: 'groups.manage' },
  addGroupManager: { capability: 'groups.manage' },
  removeGroupManager: { capability: 'groups.manage' },
  listRoles: 'signed in',
  createRole: { capability: 'roles.manage' },
  getRole: 'signed in',
  updateRole: { capability: 'roles.manage' },
  deleteRole: { capability: 'roles.manage' },
  giveRole: { capability: 'roles.manage' },
  takeRole: { capability: 'roles.manage' },
  createToken: { capability: 'tokens.create' },
  listTokens: 'signed in',
  revokeToken: 'signed in',
  getOrganization: 'signed in',
  updateOrganization: { capability: 'organization.administer' },
  listAudit: { capability: 'audit.read' },
  exportAudit: { capability: 'audit.read' },
  listOutsiders: { does: 'read_access', on: 'resource' },
  exportOutsiders: { does: 'read_access', on: 'resource' },
  listGuests: 'signed in',
  exportGuests: 'signed in',
  listEnding: 'signed in',
  exportEnding: 'signed in',
  listUnused: 'signed in',
  exportUnused: 'signed in',
  exportOrphans: 'signed in',
  compareReach: 'signed in',
};

/** Where the table doesn't say it, with the reason. This list only shrinks. */
const exceptions: Partial<Record<RouteName, Partial<Record<Asker, number>>>> = {
  // What is in the trash is there for its editors only.
  restoreResource: { vic: 404 },
  // Somebody else's invitation isn't there for who doesn't manage users.
  resendInvitation: { sam: 404, oli: 404, vic: 404, gus: 404, eve: 404 },
  withdrawInvitation: { sam: 404, oli: 404, vic: 404, gus: 404, eve: 404 },
  // A guest finds only those they share a group with.
  getUser: { gus: 404 },
  getGroup: { gus: 404 },
  getRole: { gus: 404 },
  updateUser: { gus: 404 },
  deleteUser: { gus: 404 },
  deactivateUser: { gus: 404 },
  reactivateUser: { gus: 404 },
  renameGroup: { gus: 404 },
  deleteGroup: { gus: 404 },
  addGroupMember: { gus: 404 },
  removeGroupMember: { gus: 404 },
  addGroupManager: { gus: 404 },
  removeGroupManager: { gus: 404 },
  updateRole: { gus: 404 },
  deleteRole: { gus: 404 },
  giveRole: { gus: 404 },
  takeRole: { gus: 404 },
  listReach: { gus: 404 },
  // Who views a chart isn't told its SQL.
  showSql: { vic: 403 },
  listOutsiders: { gus: 404 },
  exportOutsiders: { gus: 404 },
  compareReach: { gus: 404 },
  // It is Ana's session.
  endSession: { sam: 404, oli: 404, vic: 404, gus: 404, eve: 404 },
  // It is Ana who looks.
  endViewAs: { sam: 404, oli: 404, vic: 404, gus: 404, eve: 404 },
  listSubjectHistory: { gus: 404 },
  // An entry that one couldn't read isn't there.
  undoChange: { vic: 404 },
  // It is Ana's token.
  revokeToken: { sam: 404, oli: 404, vic: 404, gus: 404, eve: 404 },
};

/** The level that an action needs; projects have their own column in the table. */
const needed = (action: Action, on: 'project' | 'resource' | 'source'): Level => {
  if (['view', 'query', 'subscribe', 'export'].includes(action)) return 'viewer';
  if (action === 'create') return 'editor';
  if (action.startsWith('manage_')) return 'admin';
  return on === 'project' ? 'admin' : 'editor';
};
const held: Record<Capability, readonly Asker[]> = {
  'organization.administer': ['ana'],
  'users.manage': ['ana'],
  'groups.manage': ['ana'],
  'roles.manage': ['ana'],
  'sources.manage': ['ana'],
  'sql.run': ['ana'],
  'audit.read': ['ana'],
  'projects.create': ['sam', 'oli', 'vic', 'eve', 'ana'],
  'data.export': ['sam', 'oli', 'vic', 'eve', 'ana'],
  'tokens.create': ['sam', 'oli', 'vic', 'eve', 'ana'],
  'guests.invite': ['sam', 'oli', 'vic', 'eve', 'ana'],
};

const expected = (name: RouteName, need: Need, asker: Asker): number | 'served' => {
  const excepted = exceptions[name]?.[asker];
  if (excepted) return excepted;
  if (need === 'open') return 'served';
  if (unknown.includes(asker)) return 401;
  if (need === 'signed in') return 'served';
  if ('capability' in need) return held[need.capability].includes(asker) ? 'served' : 403;
  const level = need.on === 'source' && levelInProject[asker] !== 'admin' ? null : (levelInProject[asker] ?? null);
  if (!level) return 404;
  if (need.does === 'export' && !held['data.export'].includes(asker)) return 403;
  if (need.also && !held[need.also].includes(asker)) return 403;
  return atLeast(level, needed(need.does, need.on)) ? 'served' : 403;
};

type Place = {
  project: string;
  dashboard: string;
  source: string;
  dataset: string;
  /** A dataset without a source. */
  bare: string;
  chart: string;
  group: string;
  role: string;
  user: string;
};
type Call = { params?: Record<string, string>; query?: string; body?: unknown };

const layDown = async (app: TestApp): Promise<Place> => {
  await app.add('oli');
  const other = await made(app.ask('oli', 'post', '/projects', { name: 'Elsewhere' }));
  const project = await made(app.ask('eve', 'post', '/projects', { name: 'Operations' }));
  expect(other).not.toBe(project);
  for (const [login, level] of [
    ['vic', 'viewer'],
    ['gus', 'editor'],
  ] as const) {
    expect(await app.ask('eve', 'put', `/projects/${project}/members/${app.ids[login]}`, { level })).toMatchObject({
      status: 200,
    });
  }
  const inside = (kind: string, name: string, definition: unknown = {}) =>
    made(
      app.ask('ana', 'post', `/projects/${project}/resources`, {
        kind,
        name,
        definition,
        ...(kind !== 'source' && { generalAccess: 'project' }),
      }),
    );
  const source = await inside('source', 'files', { type: 'folder' });
  const dataset = await inside('dataset', 'flights', {
    source: 'source:files',
    table: 'flights',
    dimensions: [{ name: 'carrier' }],
  });
  const bare = await inside('dataset', 'bare');
  const chart = await inside('chart', 'by carrier', { dataset: 'dataset:flights', query: { dimensions: [{ name: 'carrier' }] } });
  const dashboard = await inside('dashboard', 'Delays', { tiles: [{ id: 'a', chart: 'chart:by carrier' }] });
  const group = await made(app.ask('ana', 'post', '/groups', { name: 'Safety' }));
  const role = await made(app.ask('ana', 'post', '/roles', { name: 'Auditor', capabilities: [] }));
  return { project, dashboard, source, dataset, bare, chart, group, role, user: app.ids.sam };
};
const made = async (answer: Promise<Answered>): Promise<string> => {
  const { status, text, json } = await answer;
  expect(status, text).toBe(201);
  return json.id;
};

let counter = 0;
/** A call that is right in itself, so that only who asks decides. Whatever it destroys is made for it. */
const callFor = async (app: TestApp, place: Place, name: RouteName): Promise<Call> => {
  const n = ++counter;
  const { project, dashboard } = place;
  const fresh = () =>
    made(
      app.ask('ana', 'post', `/projects/${project}/resources`, {
        kind: 'dashboard',
        name: `fresh ${n}`,
        generalAccess: 'project',
      }),
    );
  const member = { project, subject: app.ids.sam };
  switch (name) {
    case 'signIn':
      return { body: { email: 'eve@demo.example', password: 'sightline-demo' } };
    case 'setUp':
      return { body: { token: 'x', name: 'X', email: 'x@demo.example', password: 'long enough for anyone' } };
    case 'uploadFile':
      return { params: { project }, query: `?name=brought${n}.csv`, body: 'day,amount\n2026-01-01,1\n' };
    case 'createResource':
      return { params: { project }, body: { kind: 'dashboard', name: `made ${n}` } };
    case 'updateResource':
      return { params: { resource: dashboard }, body: { title: `Title ${n}` } };
    case 'duplicateResource':
      return { params: { resource: dashboard }, body: { name: `copy ${n}` } };
    case 'getVersion':
    case 'restoreVersion':
      return { params: { resource: dashboard, version: await currentVersion(app, dashboard) } };
    case 'putDraft':
      return { params: { resource: dashboard }, body: { definition: {}, basedOn: 1 } };
    case 'deleteResource':
      return { params: { resource: await fresh() } };
    case 'restoreResource': {
      const resource = await fresh();
      await app.ask('ana', 'delete', `/resources/${resource}`);
      return { params: { resource }, body: {} };
    }
    case 'runQuery':
      return { params: { resource: place.dataset }, body: { query: { dimensions: [{ name: 'carrier' }] } } };
    case 'exportCsv':
      return { params: { resource: place.chart } };
    case 'exportQuery':
      return { params: { resource: place.dataset }, body: { query: { dimensions: [{ name: 'carrier' }] } } };
    case 'readNotifications':
      return { body: { all: true } };
    case 'endSession': {
      await app.signIn('ana');
      const { json } = await app.ask('ana', 'get', '/sessions');
      return { params: { session: json.items.find(({ current }: { current: boolean }) => !current).id } };
    }
    case 'startViewAs':
      return { body: { subject: await app.add(`seen${n}`) } };
    case 'endViewAs': {
      const { json } = await app.ask('ana', 'post', '/view-as', { subject: app.ids.vic });
      return { params: { viewAs: json.id } };
    }
    case 'createView':
      return { params: { resource: dashboard }, body: { title: `View ${n}`, choices: {} } };
    case 'updateView':
    case 'deleteView': {
      // One for all viewers; a private one is nobody else's.
      const { json } = await app.ask('ana', 'post', `/resources/${dashboard}/views`, {
        title: 'A view',
        choices: {},
        forAll: true,
      });
      return { params: { resource: dashboard, view: json.id }, body: name === 'updateView' ? { title: `View ${n}` } : undefined };
    }
    case 'runTile':
    case 'exportTile':
      return { params: { dashboard, tile: 'a' }, body: {} };
    case 'listValues':
      return { params: { resource: place.dataset }, body: { field: 'carrier' } };
    case 'listRows':
      return { params: { resource: place.dataset }, body: {} };
    case 'showSql':
      return { params: { resource: place.chart }, body: {} };
    case 'checkNewSource':
      return { params: { project }, body: { definition: { type: 'folder' } } };
    case 'checkSource':
      return { params: { resource: place.source } };
    case 'checkFields':
      return { params: { resource: place.dataset } };
    case 'checkDataset':
      // One without a source: what it stands on would need a right of its own.
      return { params: { resource: place.bare }, body: { definition: { dimensions: [{ name: 'carrier' }] } } };
    case 'checkNewDataset':
      return { params: { project }, body: { definition: {} } };
    case 'listTables':
      return { params: { resource: place.source } };
    case 'putAccess':
      return { params: { resource: dashboard }, body: { viewers: [] } };
    case 'patchAccess':
      return { params: { resource: dashboard }, body: { grant: [], revoke: [] } };
    case 'createProject':
      return { body: { name: `Project ${n}` } };
    case 'getMember':
      return { params: { project, subject: app.ids.gus } };
    case 'setMember':
      return { params: { project, subject: app.ids.gus }, body: { level: 'editor' } };
    case 'changeMemberResources':
      return { params: { project, subject: await restrictedMember(app, project, n) }, body: { add: ['dashboard:Delays'] } };
    case 'invite':
      return { body: { email: `invited${n}@elsewhere.example` } };
    case 'resendInvitation':
    case 'withdrawInvitation': {
      const { json } = await app.ask('ana', 'post', '/invitations', { email: `invited${n}@elsewhere.example` });
      return { params: { invitation: json.subject.id } };
    }
    case 'acceptInvitation':
      return { body: { token: 'a token that was never sent', password: 'long enough for anyone' } };
    case 'askForAccess':
      return { params: { resource: dashboard }, body: {} };
    case 'approveRequest':
    case 'declineRequest': {
      const resource = await fresh();
      // Not Sam: who is a stranger stays one.
      await app.add(`asker${n}`);
      await app.ask(`asker${n}`, 'post', `/resources/${resource}/requests`, {});
      const { json } = await app.ask('ana', 'get', `/requests?resource=${resource}`);
      return { params: { request: json.items[0].id }, body: name === 'approveRequest' ? {} : undefined };
    }
    case 'handOver':
      return { params: { user: await app.add(`from${n}`) }, body: { to: app.ids.eve } };
    case 'createToken':
      return { body: { name: `token ${n}` } };
    case 'undoChange': {
      const subject = await app.add(`shared${n}`);
      await app.ask('ana', 'patch', `/resources/${dashboard}/access`, { grant: [{ subject, level: 'viewer' }] });
      const { json } = await app.ask('ana', 'get', `/audit?subject=${subject}&limit=1`);
      return { params: { entry: json.items[0].id } };
    }
    case 'revokeToken': {
      const { json } = await app.ask('ana', 'post', '/tokens', { name: `token ${n}` });
      return { params: { token: json.id } };
    }
    case 'updateOrganization':
      return { body: { invitationDays: 14 } };
    case 'createUser':
      return { body: { email: `new${n}@demo.example` } };
    case 'updateUser':
      // One's own name may be one's own, so it is somebody who doesn't ask.
      return { params: { user: app.ids.ida }, body: { name: `Ida ${n}` } };
    case 'deleteUser':
    case 'deactivateUser':
      return { params: { user: await app.add(`left${n}`) } };
    case 'listOutsiders':
    case 'exportOutsiders':
      return { query: `?resource=${dashboard}&groups=${place.group}` };
    case 'compareReach':
      return { query: `?one=${app.ids.sam}&other=${app.ids.vic}` };
    case 'reactivateUser': {
      const user = await app.add(`back${n}`);
      await app.ask('ana', 'post', `/users/${user}/deactivate`);
      return { params: { user } };
    }
    case 'createGroup':
      return { body: { name: `Group ${n}` } };
    case 'renameGroup':
      return { params: { group: place.group }, body: { name: `Safety ${n}` } };
    case 'deleteGroup':
      return { params: { group: await made(app.ask('ana', 'post', '/groups', { name: `Gone ${n}` })) } };
    case 'createRole':
      return { body: { name: `Role ${n}` } };
    case 'updateRole':
      return { params: { role: place.role }, body: { name: `Auditor ${n}` } };
    case 'deleteRole':
      return { params: { role: await made(app.ask('ana', 'post', '/roles', { name: `Gone ${n}`, capabilities: [] })) } };
    case 'giveRole':
      return { params: { role: place.role, subject: app.ids.sam }, body: {} };
    case 'takeRole':
      return { params: { role: place.role, subject: app.ids.sam } };
    case 'addGroupManager':
    case 'removeGroupManager':
      // Whoever manages may end that by themselves.
      return { params: { group: place.group, subject: await app.add(`manager${n}`) } };
    case 'addGroupMember':
      return { params: { group: place.group, subject: app.ids.sam }, body: {} };
    case 'removeGroupMember':
      // Anyone may leave by themselves, so it is somebody who doesn't ask.
      return { params: { group: place.group, subject: app.ids.ida } };
    default:
      return { params: { ...member, resource: dashboard, user: place.user, group: place.group, role: place.role } };
  }
};
const restrictedMember = async (app: TestApp, project: string, n: number): Promise<string> => {
  const subject = await app.add(`restricted${n}`);
  await app.ask('eve', 'put', `/projects/${project}/members/${subject}`, { level: 'viewer', restricted: true });
  return subject;
};

const currentVersion = async (app: TestApp, resource: string): Promise<string> =>
  String((await app.ask('ana', 'get', `/resources/${resource}/versions`)).json.items[0].version);

const pathOf = (route: Route, params: Record<string, string> = {}) =>
  route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

const send = async (app: TestApp, asker: Asker, route: Route, call: Call): Promise<Answered> => {
  const headers: Record<string, string> = {
    ...(asker === 'forger' && { authorization: 'Bearer forged.c2lnbmF0dXJl' }),
    ...(route.name === 'signOut' && !unknown.includes(asker) && { authorization: `Bearer ${await app.signIn(asker)}` }),
    ...(route.takes && { 'content-type': 'application/octet-stream' }),
  };
  return app.ask(
    asker === 'nobody' || asker === 'forger' ? null : asker,
    route.method,
    pathOf(route, call.params) + (call.query ?? ''),
    call.body,
    headers,
  );
};

const shown = (status: number): number | 'served' => ([401, 403, 404, 500, 503].includes(status) ? status : 'served');

onEachApp('Every route, tried by everybody', (app) => {
  let place: Place;
  test('stands in the table', () => {
    expect(Object.keys(needs).toSorted()).toEqual(routes.map((route) => route.name).toSorted());
    for (const need of Object.values(needs)) if (typeof need === 'object' && 'does' in need) expect(actions).toContain(need.does);
  });

  test('the world is laid down', async () => {
    place = await layDown(app());
  });

  for (const route of routes) {
    const name = route.name as RouteName;
    test(name, async () => {
      const came: Partial<Record<Asker, number | 'served'>> = {};
      const wanted: Partial<Record<Asker, number | 'served'>> = {};
      const said: string[] = [];
      for (const asker of askers) {
        const answer = await send(app(), asker, route, await callFor(app(), place, name));
        came[asker] = route.open && answer.status < 500 ? 'served' : shown(answer.status);
        wanted[asker] = expected(name, needs[name], asker);
        if (came[asker] !== wanted[asker]) said.push(`${asker}: ${answer.status} ${answer.text.slice(0, 300)}`);
      }
      expect(came, said.join('\n')).toEqual(wanted);
    });
  }

  test('what is hidden, made up, or no id at all is told by the same bytes, on every route with an id', async () => {
    const made = {
      res: 'res_00000000000000000000',
      prj: 'prj_00000000000000000000',
      usr: 'usr_00000000000000000000',
      grp: 'grp_00000000000000000001',
      rol: 'rol_00000000000000000001',
    };
    const hidden: Record<string, string | undefined> = {
      resource: place.dashboard,
      dashboard: place.dashboard,
      project: place.project,
    };
    const madeUp: Record<string, string> = {
      resource: made.res,
      dashboard: made.res,
      project: made.prj,
      user: made.usr,
      group: made.grp,
      role: made.rol,
    };
    const denied = new Map<string, string[]>();
    const asked = new Map<string, string[]>();
    for (const route of routes) {
      const first = /\{(\w+)\}/.exec(route.path)?.[1];
      if (!first) continue;
      // Asking is answered the same for everything, there or not.
      const bytes = route.name === 'askForAccess' ? asked : denied;
      const call = await callFor(app(), place, route.name as RouteName);
      const need = needs[route.name as RouteName];
      // On groups, roles and users a right that one lacks is told first, whatever is named.
      const who: Asker = typeof need === 'object' && 'capability' in need ? 'ana' : 'sam';
      for (const id of [
        who === 'sam' ? hidden[first] : undefined,
        madeUp[first],
        'nonsense',
        `${madeUp[first]}x`,
        '\u0000',
        "'; drop table",
        'x'.repeat(3000),
      ]) {
        // What can't be text in the database is refused before anything is asked.
        if (id === undefined || (bytes === asked && id === '\u0000')) continue;
        const answer = await send(app(), who, route, { ...call, params: { ...call.params, [first]: id } });
        const told = `${answer.status} ${[...answer.headers].filter(([header]) => header !== 'x-request-id').join(' ')} ${answer.text}`;
        bytes.set(told, [...(bytes.get(told) ?? []), `${route.name} ${id.slice(0, 40)}`]);
      }
    }
    const told = [...denied.keys()].toSorted((a, b) => (denied.get(b)?.length ?? 0) - (denied.get(a)?.length ?? 0));
    expect(told.slice(1).map((answer) => ({ answer, by: denied.get(answer) }))).toEqual([]);
    expect(told[0]).toMatch(/^404 /);
    expect([...asked.keys()].map((answer) => answer.slice(0, 4))).toEqual(['202 ']);
  });
});
