import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';

const data = mkdtempSync(join(tmpdir(), 'sightline-main-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const config = readConfig({ data, port: 0 }, {}, data);
const begin = () => start({ config, log: silentLog, checkAnswers: true });

test('a new server makes its first administrator by a link that works once, and keeps them', async () => {
  const first = await begin();
  const [page, token] = first.setupLink?.split('#') ?? [];
  expect((await fetch(page ?? '')).headers.get('content-security-policy')).toContain("script-src 'self'");
  const setUp = (sent: string | undefined) =>
    fetch(`${first.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: sent, name: 'First', email: 'first@demo.example', password: 'a long enough password' }),
    });
  expect((await setUp('another')).status).toBe(403);
  const made = await setUp(token);
  expect(made.status).toBe(201);
  expect(((await made.json()) as { capabilities: string[] }).capabilities).toContain('organization.administer');
  expect((await setUp(token)).status).toBe(403);

  await expect(begin()).rejects.toThrow('is already open in this process');
  await first.close();
  expect(existsSync(join(data, 'store.lock'))).toBe(false);

  const second = await begin();
  expect(second.setupLink).toBeNull();
  const again = await fetch(`${second.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'first@demo.example', password: 'a long enough password' }),
  });
  expect(again.status).toBe(200);
  // What was signed before the restart is still signed.
  const cookie = made.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await fetch(`${second.url}/api/me`, { headers: { cookie } })).status).toBe(200);
  await second.close();
});

test('closing lets the running requests end', async () => {
  const server = await begin();
  const { port } = new URL(server.url);
  const request = httpRequest({ port, path: '/api/session', method: 'POST', headers: { 'content-type': 'application/json' } });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => resolve(response.resume().statusCode));
  });
  // Half of it is there when the server is told to stop.
  request.write('{"email":"x@y.example",');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const closed = server.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  request.end('"password":"z"}');
  expect(await answered).toBe(401);
  await closed;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

test('the demo, whose passwords are known, is served to this machine only', async () => {
  const open = readConfig({ data, demo: true, host: '0.0.0.0' }, {}, data);
  await expect(start({ config: open, log: silentLog })).rejects.toThrow('listens on this machine only');
});
