import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { password, type TestApp, testApp } from '../../test/app.ts';
import { run } from './sightline.ts';

let app: TestApp;
let close: () => Promise<void>;
const home = mkdtempSync(join(tmpdir(), 'sightline-cli-'));
beforeAll(async () => {
  ({ app, close } = await testApp('pglite'));
});
afterAll(async () => {
  await close();
  rmSync(home, { recursive: true, force: true });
});

type Ran = { code: number; out: string; err: string };
/** Runs one command as a shell would, against the app instead of a socket. */
const sightline = async (
  args: string[],
  env: Record<string, string> = { SIGHTLINE_TOKEN: app.tokens.ana },
  typed: string[] = [],
  late = 0,
): Promise<Ran> => {
  const said = { out: '', err: '' };
  const code = await run(args, {
    env: { HOME: home, XDG_CONFIG_HOME: home, SIGHTLINE_URL: 'http://localhost:4400', ...env },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    fetch: async (url, init) => {
      await new Promise((resolve) => setTimeout(resolve, late));
      return app.raw(String(url), init).then(({ status, text, headers }) => new Response(text, { status, headers }));
    },
    readLine: async () => typed.shift() ?? '',
  });
  return { code, ...said };
};
const words = (text: string) => text.split(' ');

describe('Signing in from the command line', () => {
  test('without a sign-in, one is told how to get one', async () => {
    const ran = await sightline(['project', 'list'], {});
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('run `sightline login --server http://localhost:4400`');
    expect(ran.err).toContain('ana@demo.example');
  });

  test('a login is kept for the commands that follow, until the logout', async () => {
    const wrong = await sightline(['login', '--email', 'eve@demo.example'], {}, ['nonsense']);
    expect(wrong).toMatchObject({ code: 1, err: 'E-mail or password is wrong.\n' });
    const right = await sightline(['login', '--email', 'eve@demo.example'], {}, [password]);
    expect(right).toMatchObject({ code: 0, out: 'Signed in at http://localhost:4400 as Eve (eve@demo.example).\n' });
    expect((await sightline(['project', 'list'], {})).code).toBe(0);
    expect((await sightline(['logout'], {})).code).toBe(0);
    expect((await sightline(['project', 'list'], {})).code).toBe(1);
  });
});

describe('Usage', () => {
  test.each([
    ['nonsense'],
    ['user set-resources --project P --email rex@demo.example'],
    ['user add'],
    ['user set-level --project P --email rex@demo.example --level owner'],
    ['user add-resources --project P --email rex@demo.example'],
    ['share Ops/dashboard:x'],
    ['share nonsense --with user:sam@demo.example'],
    ['project list --format xml'],
    ['user add --email x@demo.example --level viewer'],
    ['user add --email x@demo.example --project P --level viewer --until tomorrow'],
    ['user set-resources --project P --email rex@demo.example --restrict-resources=perhaps'],
    ['role set Auditor'],
    ['audit --from yesterday'],
    ['audit --limit 0'],
    ['who P/dashboard:x --at soon'],
    ['undo the-last'],
    ['history nonsense'],
    ['usergroup add-manager Safety'],
  ])('%s is wrong usage', async (line) => {
    const ran = await sightline(words(line));
    expect(ran.code).toBe(2);
    expect(ran.err).not.toBe('');
    expect(ran.out).toBe('');
  });

  test('help and an unknown command that is nearly one', async () => {
    expect(await sightline(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('usergroup|group') });
    expect((await sightline(['projct', 'list'])).err).toContain('Did you mean project');
    const wrongFlag = await sightline(words('user show --emial rex@demo.example'));
    expect(wrongFlag).toMatchObject({ code: 2, err: expect.stringMatching(/--emial[\s\S]*Did you mean --email/) });
  });

  test('every command says what it is for and what each flag means, within the width of a terminal', async () => {
    const look = async (path: string[]): Promise<string[]> => {
      const { code, out } = await sightline([...path, '--help']);
      expect([path, code]).toEqual([path, 0]);
      const [, listed = ''] = out.split('\nCommands:\n');
      const names = [...listed.split('\n\n')[0]!.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!);
      // A flag without words, or a command without a sentence, would stand alone in its line.
      expect(
        out.split('\n').filter((line) => /^ {2}(-\S+|[a-z|-]+)( <\S+>| \[\S+\])*$/.test(line)),
        path.join(' '),
      ).toEqual([]);
      expect(out).toMatch(path.length === 0 ? /exactly the people/ : /\n\n[A-Z]/);
      return names.filter((name) => name !== 'help');
    };
    for (const name of await look([])) for (const sub of await look([name])) await look([name, sub]);
  });

  test('csv and json are data, whatever the command', async () => {
    expect((await sightline(words('group create Format --format csv'))).out).toBe('done\r\nMade the group Format.\r\n');
    expect(JSON.parse((await sightline(words('group delete Format --format json'))).out)).toMatchObject({
      id: expect.any(String),
    });
  });

  test('who waits for more than a second is told so, apart from the data', async () => {
    const slow = await sightline(words('project list --format json'), undefined, [], 1300);
    expect(slow).toMatchObject({ code: 0, err: 'Waiting for http://localhost:4400 …\n' });
    JSON.parse(slow.out);
  });
});

describe('In the words of Rill’s users', () => {
  const body = (kind: string, name: string, definition: unknown = {}) => ({ kind, name, definition, generalAccess: 'project' });
  const reachedByRex = async (): Promise<string[]> => {
    const { id } = await app.ask('ana', 'get', '/users?email=rex@demo.example').then(({ json }) => json.items[0]);
    const { json } = await app.ask('ana', 'get', '/resources?limit=200');
    const reached: string[] = [];
    for (const item of json.items) {
      const { json: why } = await app.ask('ana', 'get', `/resources/${item.id}/explain?subject=${id}`);
      if (why.level && item.kind !== 'project') reached.push(`${item.kind}:${item.name}`);
    }
    return reached.sort();
  };

  beforeAll(async () => {
    expect((await sightline(['project', 'create', 'Operations'])).out).toBe('Made the project Operations; you are its admin.\n');
    const { json } = await app.ask('ana', 'get', '/projects?name=Operations');
    const project = json.items[0].id;
    const make = async (kind: string, name: string, definition: unknown = {}) =>
      expect(await app.ask('ana', 'post', `/projects/${project}/resources`, body(kind, name, definition))).toMatchObject({
        status: 201,
      });
    await make('chart', 'by month');
    await make('dashboard', 'Delays', { tiles: [{ id: 'a', chart: 'chart:by month' }] });
    await make('dashboard', 'Strikes');
    await make('dashboard', 'Hidden');
    await make('explore', 'Flights');
  });

  test('a restricted viewer reaches nothing, then exactly what is set', async () => {
    const added = await sightline(
      words('user add --project Operations --email rex@demo.example --role viewer --restrict-resources'),
    );
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toContain('rex@demo.example');
    expect(added.out).toContain('viewer, restricted to nothing yet, of Operations');
    await app.deps.store.rows("update app_user set status = 'active' where email = 'rex@demo.example'", []);
    expect(await reachedByRex()).toEqual([]);

    const set = await sightline(
      words(
        'user set-resources --project Operations --email rex@demo.example --explore Flights --canvas Delays --canvas Strikes',
      ),
    );
    expect(set).toMatchObject({ code: 0 });
    expect(set.out).toContain('restricted to 3 resources: ');
    expect(await reachedByRex()).toEqual(['dashboard:Delays', 'dashboard:Strikes', 'explore:Flights']);

    const less = await sightline(words('user remove-resources --project Operations --email rex@demo.example --canvas Strikes'));
    expect(less.code).toBe(0);
    expect(await reachedByRex()).toEqual(['dashboard:Delays', 'explore:Flights']);

    const level = await sightline(words('user set-role --project Operations --email rex@demo.example --role editor'));
    expect(level.out).toContain('an editor, restricted to 2 resources');

    const nowhere = await sightline(words('user set-resources --project Operations --email rex@demo.example --canvas Nowhere'));
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('Nowhere');
    expect(await reachedByRex()).toEqual(['dashboard:Delays', 'explore:Flights']);

    const cleared = await sightline(
      words('user set-resources --project Operations --email rex@demo.example --restrict-resources'),
    );
    expect(cleared.code).toBe(0);
    expect(await reachedByRex()).toEqual([]);

    const lifted = await sightline(
      words('user set-resources --project Operations --email rex@demo.example --restrict-resources=false'),
    );
    expect(lifted.code).toBe(0);
    expect(await reachedByRex()).toHaveLength(5);

    const removed = await sightline(words('user remove --project Operations --email rex@demo.example'));
    expect(removed.out).toContain('is no member of Operations any more');
    expect(await reachedByRex()).toEqual([]);
  });

  test('the same for a group', async () => {
    expect((await sightline(words('usergroup create Safety'))).code).toBe(0);
    expect((await sightline(words('usergroup add-user --group Safety --email rex@demo.example'))).out).toContain(
      'is now in Safety',
    );
    const added = await sightline(words('usergroup add --project Operations --group Safety --role viewer --restrict-resources'));
    expect(added.out).toContain('Made the group Safety a viewer, restricted to nothing yet, of Operations.');
    expect(await reachedByRex()).toEqual([]);
    const set = await sightline(
      words('usergroup set-resources --project Operations --group Safety --explore Flights --canvas Delays --canvas Strikes'),
    );
    expect(set.code).toBe(0);
    expect(await reachedByRex()).toEqual(['dashboard:Delays', 'dashboard:Strikes', 'explore:Flights']);
    expect((await sightline(words('group remove --project Operations --group Safety'))).code).toBe(0);
    expect(await reachedByRex()).toEqual([]);
  });

  test('sharing, its preview, who and why', async () => {
    const dry = await sightline(words('share Operations/canvas:Hidden --with user:sam@demo.example --as viewer --dry-run'));
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain('+ Sam');
    expect(dry.out).toContain('Nothing was changed.');
    expect((await sightline(words('explain Operations/dashboard:Hidden --subject user:sam@demo.example'))).out).toContain(
      'has no access',
    );
    const shared = await sightline(
      words('share Operations/dashboard:Hidden --with user:sam --with group:Safety --as viewer --until 2999-01-01'),
    );
    expect(shared.out).toContain(
      'Shared Operations/dashboard:Hidden with Sam (sam@demo.example) and Safety as viewer until 2999-01-01.',
    );
    expect((await sightline(words('explain Operations/dashboard:Hidden --subject user:sam@demo.example'))).out).toContain(
      '- viewer (direct)',
    );
    expect((await sightline(words('who Operations/dashboard:Hidden --format csv'))).out).toContain(
      'Sam (sam@demo.example),viewer,direct',
    );
    expect((await sightline(words('can user:sam@demo.example --project Operations --format json'))).out).toContain('"Hidden"');
    const asSam = await sightline(words('share Operations/dashboard:Hidden --with user:vic@demo.example'), {
      SIGHTLINE_TOKEN: app.tokens.sam,
    });
    expect(asSam.code).toBe(1);
    const taken = await sightline(words('unshare Operations/dashboard:Hidden --with user:sam@demo.example'));
    expect(taken.out).toContain('no longer shared with Sam');
    expect((await sightline(words('audit --limit 5 --format json'))).code).toBe(0);
    const gone = await sightline(words('resource show Operations/dashboard:Hidden'), { SIGHTLINE_TOKEN: app.tokens.sam });
    expect(gone).toMatchObject({ code: 1, out: '' });
  });

  test('roles, the trash, and people who leave and come back', async () => {
    expect((await sightline(words('role create Auditor --capability audit.read'))).out).toContain('with 1 capability');
    expect((await sightline(words('role give --role Auditor --to user:vic@demo.example'))).code).toBe(0);
    expect((await sightline(words('role take Auditor --from user:vic@demo.example'))).code).toBe(0);
    expect((await sightline(words('resource delete Operations/dashboard:Hidden'))).code).toBe(0);
    expect((await sightline(words('resource list --project Operations --kind canvas'))).out).not.toContain('Hidden');
    expect((await sightline(words('resource restore Operations/canvas:Hidden'))).code).toBe(0);
    expect((await sightline(words('user deactivate --email vic@demo.example'))).out).toContain('is deactivated');
    expect((await sightline(words('user reactivate --email vic@demo.example'))).out).toContain('is active again');
    expect((await sightline(words('user show --email rex@demo.example --project Operations'))).out).toContain('no member');
  });

  test('asking, answering, handing over, and inviting by who manages no users', async () => {
    const { json } = await app.ask('ana', 'get', '/resources?name=Hidden&kind=dashboard');
    await app.ask('sam', 'post', `/resources/${json.items[0].id}/requests`, { message: 'for the board' });
    const waiting = await sightline(words('requests list --format json'));
    const [request] = JSON.parse(waiting.out) as { id: string }[];
    const approved = await sightline(['requests', 'approve', request?.id ?? '', '--as', 'editor']);
    expect(approved.out).toContain('Approved: Sam (sam@demo.example) is now editor of dashboard:Hidden.');
    expect((await sightline(words('explain Operations/dashboard:Hidden --subject user:sam'))).out).toContain('- editor (direct)');
    expect((await sightline(['requests', 'decline', request?.id ?? ''])).code).toBe(1);

    const handed = await sightline(words('user reassign --from sam@demo.example --to eve@demo.example'));
    expect(handed.out).toMatch(/^Handed \d+ grants? .*of Sam .* over to Eve/);
    expect((await sightline(words('explain Operations/dashboard:Hidden --subject user:eve'))).out).toContain('- editor (direct)');
    expect((await sightline(words('orphans'))).code).toBe(0);

    const asEve = { SIGHTLINE_TOKEN: app.tokens.eve };
    expect((await sightline(words('project create Eves'), asEve)).code).toBe(0);
    const invited = await sightline(words('user add --email new@elsewhere.example --project Eves --level viewer'), asEve);
    expect(invited).toMatchObject({ code: 0, err: '' });
    expect((await sightline(words('user list --project Eves --format csv'), asEve)).out).toContain('new@elsewhere.example');
  });

  test('a dry run of any change of access tells what it would do and does nothing', async () => {
    await sightline(words('group create Dry'));
    await sightline(words('group add-user Dry --email sam@demo.example'));
    for (const [line, says] of [
      ['group add --group Dry --project Eves --level viewer --dry-run', '+ Sam'],
      ['user add --email sam@demo.example --project Eves --level viewer --dry-run', '+ Sam'],
      ['user add --email unknown@elsewhere.example --project Eves --level viewer --dry-run', 'Would invite unknown@'],
      ['group delete Dry --dry-run', 'Nothing'],
      ['role give Auditor --to user:sam@demo.example --to group:Dry --dry-run', 'Nothing'],
      ['project delete Eves --dry-run', '- Eve'],
      ['user deactivate --email eve@demo.example --dry-run --force', '- Eve'],
      ['group add-manager Dry --email sam@demo.example --dry-run', 'Nothing'],
    ] as const) {
      const ran = await sightline(words(line));
      expect([line, ran.code, ran.err]).toEqual([line, 0, '']);
      expect(ran.out, line).toContain(says);
    }
    expect((await sightline(words('user list --project Eves --format csv'))).out).not.toContain('sam@');
    expect((await sightline(words('group show Dry'))).code).toBe(0);
    expect((await sightline(words('user show --email eve@demo.example'))).out).toContain('active');
  });

  test('managers of groups, and roles that change', async () => {
    const manager = await sightline(words('usergroup add-manager Safety --email eve@demo.example'));
    expect(manager).toMatchObject({ code: 0, out: 'Eve (eve@demo.example) can now say who is in Safety.\n' });
    expect((await sightline(words('usergroup show Safety'))).out).toMatch(/managed by +Eve/);
    const asEve = { SIGHTLINE_TOKEN: app.tokens.eve };
    expect((await sightline(words('usergroup add-user Safety --email sam@demo.example'), asEve)).code).toBe(0);
    expect((await sightline(words('usergroup remove-user Safety --email sam@demo.example'), asEve)).code).toBe(0);
    expect((await sightline(words('usergroup remove-manager Safety --email eve@demo.example'))).code).toBe(0);
    expect((await sightline(words('usergroup add-user Safety --email sam@demo.example'), asEve)).code).toBe(1);

    const set = await sightline(words('role set Auditor --capability audit.read --capability sql.run'));
    expect(set.out).toBe('The role Auditor lets its holders audit.read and sql.run.\n');
    expect((await sightline(words('role set Auditor --capability none --dry-run'))).out).toContain('Nothing');
    expect((await sightline(words('role set Auditor --capability none --new-name Nobody'))).out).toContain('Nobody');
    expect((await sightline(words('role set Nobody --new-name Auditor --capability audit.read'))).code).toBe(0);
    expect((await sightline(words('role set Admin --capability none'))).code).toBe(1);
  });

  test('what happened, when, by whom; who could then; and back again', async () => {
    const shared = await sightline(words('share Operations/dashboard:Delays --with user:vic --as editor'));
    expect(shared.code).toBe(0);
    const history = await sightline(words('history Operations/dashboard:Delays --limit 1'));
    expect(history).toMatchObject({ code: 0, err: '' });
    expect(history.out).toMatch(/Ana made Vic \(vic@demo.example\) editor of dashboard:Delays/);
    const [entry] = JSON.parse((await sightline(words('audit --action access.give --limit 1 --format json'))).out);
    expect((await sightline(['undo', entry.id, '--dry-run'])).out).toContain('- Vic');
    expect((await sightline(['undo', entry.id])).out).toMatch(/^Undone: Ana made Vic .* editor of dashboard:Delays\.$/m);
    expect((await sightline(['undo', entry.id])).code).toBe(1);
    expect((await sightline(words('history user:vic@demo.example --format csv'))).out).toContain(
      'took editor of dashboard:Delays',
    );
    const then = await sightline(['who', 'Operations/dashboard:Delays', '--at', entry.at, '--format', 'csv']);
    expect(then.out).toContain('vic@demo.example');
    expect((await sightline(words('who Operations/dashboard:Delays --format csv'))).out).not.toContain('vic@demo.example');
    const filtered = await sightline(
      words('audit --actor user:ana@demo.example --subject user:vic@demo.example --from 2001-01-01 --to 2999-01-01 --format csv'),
    );
    expect(filtered.out).toContain('access.take');
    expect((await sightline(words('audit --to 2001-01-01'))).out).toBe('Nothing.\n');
  });

  test('tokens and settings', async () => {
    const made = await sightline(words('token create reader --days 7 --read-only --capability data.export'));
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('Made the token reader') });
    const asReader = { SIGHTLINE_TOKEN: made.out.trim() };
    expect((await sightline(words('project list'), asReader)).code).toBe(0);
    expect((await sightline(words('group create Written'), asReader)).code).toBe(1);
    expect((await sightline(words('token list'))).out).toContain('read data.export');
    expect((await sightline(words('token revoke reader'))).out).toBe('Ended the token reader.\n');
    expect((await sightline(words('project list'), asReader)).code).toBe(1);
    expect((await sightline(words('token create reader --days never'))).code).toBe(2);

    expect((await sightline(words('settings set time-zone Europe/Madrid'))).out).toBe('timeZone is now Europe/Madrid.\n');
    expect((await sightline(words('settings set memberDomains a.example,b.example'))).out).toContain('a.example, b.example');
    expect((await sightline(words('settings set memberDomains none'))).out).toContain('none');
    expect((await sightline(words('settings set rolesAsSubjects true'))).out).toContain('true');
    expect((await sightline(words('settings get invitationDays'))).out).toMatch(/^\d+\n$/);
    expect((await sightline(words('settings set invitationDays soon'))).code).toBe(2);
    expect((await sightline(words('settings get colour'))).code).toBe(2);
  });
});
