// The short form of scripts/kill-test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshDatabase, whyNot } from '../stores.ts';
import { killWhileWriting } from './kill.ts';

const whole = { lost: [], halfDone: [] };

test('kill -9 during writes loses nothing acknowledged in the embedded store', async () => {
  const home = mkdtempSync(join(tmpdir(), 'sightline-kill-'));
  const outcome = await killWhileWriting({ kind: 'folder', dir: join(home, 'store') }, 3);
  expect(outcome).toMatchObject(whole);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  rmSync(home, { recursive: true, force: true });
});

test.skipIf(whyNot('postgres'))('nor in PostgreSQL', async () => {
  const { url, drop } = await freshDatabase();
  const outcome = await killWhileWriting({ kind: 'postgres', url }, 3);
  expect(outcome).toMatchObject(whole);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  await drop();
});
