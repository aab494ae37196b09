// Inviting: what is given with it, what is said with it, and what it would do, asked before.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Inviting', (app) => {
  let project: string;
  let board: string;
  const letters: { to: string; message?: string | undefined }[] = [];
  const ask = (who: string, method: string, path: string, body?: unknown) => app().ask(who, method, path, body);
  const did = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await ask(who, method, path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json;
  };
  const told = async (who: string) =>
    (await did(who, 'get', '/notifications')).items.map((one: { message: string }) => one.message);

  beforeAll(async () => {
    Object.assign(app().deps, { postInvitation: async (letter: (typeof letters)[number]) => void letters.push(letter) });
    project = (await did('eve', 'post', '/projects', { name: 'Inviting' })).id;
    board = (await did('eve', 'post', `/projects/${project}/resources`, { kind: 'dashboard', name: 'Board' })).id;
  });
  beforeEach(() => void letters.splice(0));

  test('Eve’s message stands in Lea’s letter, and the end of what she is given holds from the beginning', async () => {
    const expiresAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const message = 'The forecast is on top.';
    await did('eve', 'post', '/invitations', { email: 'lea@partner.example', resource: board, expiresAt, message });
    expect(letters).toMatchObject([{ to: 'lea@partner.example', message }]);
    const { viewers } = await did('eve', 'get', `/resources/${board}/access`);
    expect(viewers).toMatchObject([{ subject: { detail: 'lea@partner.example', status: 'invited' }, expiresAt }]);
  });

  test('who is told nothing gets the bare letter, without which they could not accept', async () => {
    await did('eve', 'post', '/invitations', { email: 'lou@partner.example', resource: board, message: 'No', notify: false });
    expect(letters).toEqual([expect.objectContaining({ to: 'lou@partner.example', message: undefined })]);
  });

  test('an address that has a user is told of the thing with the message, or of nothing', async () => {
    await did('eve', 'post', '/invitations', { email: 'sam@demo.example', resource: board, notify: false });
    expect(await told('sam')).toEqual([]);
    await did('eve', 'post', '/invitations', { email: 'vic@demo.example', resource: board, message: 'Have a look.' });
    expect(await told('vic')).toEqual(['Have a look.']);
    expect(letters).toEqual([]);
  });

  test('asked what it would do it answers whom it would give what, and neither invites nor writes', async () => {
    const before = await did('ana', 'get', '/audit?limit=1');
    const asked = await ask('eve', 'post', '/invitations?preview=true', { email: 'kim@partner.example', resource: board });
    expect([asked.status, asked.json.counts]).toMatchObject([200, { gains: 1, invited: 1 }]);
    const known = await did('eve', 'post', '/invitations?preview=true', { email: 'gus@demo.example', resource: board });
    expect(known).toMatchObject({
      gains: [{ subject: { label: 'Gus' }, from: null, to: 'viewer' }],
      counts: { guests: 1, invited: 0 },
    });
    const member = await did('eve', 'post', '/invitations?preview=true', { email: 'kim@partner.example', project });
    expect(member.counts).toMatchObject({ invited: 1 });
    expect(letters).toEqual([]);
    expect(
      (await did('eve', 'get', '/invitations')).items.map((one: { subject: { label: string } }) => one.subject.label),
    ).not.toContain('kim@partner.example');
    expect(await did('ana', 'get', '/audit?limit=1')).toEqual(before);
  });

  test('a preview takes the right to invite, and of a thing one cannot see it says what it says of none', async () => {
    const body = (resource: string) => ({ email: 'kim@partner.example', resource });
    const none = await ask('gus', 'post', '/invitations?preview=true', body('res_00000000000000000000'));
    const hidden = await ask('gus', 'post', '/invitations?preview=true', body(board));
    expect([hidden.status, hidden.text]).toEqual([404, none.text]);
    expect((await ask('vic', 'post', '/invitations?preview=true', body(board))).status).toBe(403);
  });

  test('sharing with who is invited counts them apart, and withdrawing says first what it takes', async () => {
    const { items } = await did('eve', 'get', '/invitations');
    const lea = items.find((one: { subject: { detail: string } }) => one.subject.detail === 'lea@partner.example').id;
    const raised = { grant: [{ subject: lea, level: 'editor' }] };
    const { counts } = await did('eve', 'patch', `/resources/${board}/access?preview=true`, raised);
    expect(counts).toMatchObject({ gains: 1, people: 4, invited: 1 });
    const taken = await did('eve', 'post', `/invitations/${lea}/withdraw?preview=true`);
    expect(taken).toMatchObject({
      losses: [{ subject: { detail: 'lea@partner.example' }, resource: { title: 'Board' }, from: 'viewer', to: null }],
      counts: { losses: 1, invited: 1 },
    });
    expect((await did('eve', 'get', '/invitations')).items.find((one: { id: string }) => one.id === lea).state).toBe('pending');
  });

  test('who manages users answers for no invitation of whom they can’t find, nor of who could do more than they', async () => {
    const desk = (await did('ana', 'post', '/roles', { name: 'Desk', capabilities: ['users.manage'] })).id;
    await app().add('hal');
    for (const who of ['gus', 'hal'] as const) await did('ana', 'put', `/roles/${desk}/holders/${app().ids[who]}`, {});
    const { subject } = await did('eve', 'post', '/invitations', { email: 'mia@partner.example', resource: board });
    expect((await ask('gus', 'get', '/invitations')).json.items).toEqual([]);
    expect((await ask('hal', 'get', '/invitations')).text).toContain('mia@partner.example');
    const missing = await ask('gus', 'post', '/invitations/usr_00000000000000000000/withdraw');
    for (const doing of ['withdraw?preview=true', 'resend', 'withdraw']) {
      const hidden = await ask('gus', 'post', `/invitations/${subject.id}/${doing}`);
      expect([doing, hidden.status, hidden.text]).toEqual([doing, 404, missing.text]);
    }
    const roles = (await did('ana', 'get', '/roles')).items as { id: string; name: string }[];
    const administrator = roles.find(({ name }) => name.startsWith('Admin'))?.id;
    await did('ana', 'put', `/roles/${administrator}/holders/${subject.id}`, {});
    for (const doing of ['withdraw?preview=true', 'resend', 'withdraw'])
      expect([doing, (await ask('hal', 'post', `/invitations/${subject.id}/${doing}`)).status]).toEqual([doing, 403]);
    await did('ana', 'delete', `/roles/${administrator}/holders/${subject.id}`);
    expect((await did('hal', 'post', `/invitations/${subject.id}/withdraw`)).state).toBe('withdrawn');
    // Invited again, Mia is one who has yet to accept.
    const again = await did('eve', 'post', '/invitations?preview=true', { email: 'mia@partner.example', resource: board });
    expect(again.counts).toMatchObject({ gains: 1, invited: 1 });
  });
});
