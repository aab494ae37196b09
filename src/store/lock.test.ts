import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open.ts';

const home = mkdtempSync(join(tmpdir(), 'sightline-lock-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('a second store on the same folder is refused with a sentence, until the first is closed', async () => {
  const dir = join(home, 'store');
  const first = await openStore({ kind: 'folder', dir });
  await migrate(first);
  await expect(openStore({ kind: 'folder', dir })).rejects.toThrow(`The data folder ${dir} is already open in this process.`);
  await first.close();
  expect(existsSync(`${dir}.lock`)).toBe(false);
  const second = await openStore({ kind: 'folder', dir });
  expect(await second.rows('select name from organization', [])).toEqual([{ name: 'Sightline' }]);
  await second.close();
});

test('another living process holds it, a dead one doesn’t', async () => {
  const dir = join(home, 'held');
  const holder = spawn(process.execPath, ['--input-type=module', '-e', holding(dir)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve) => holder.stdout.once('data', () => resolve()));
  expect(() => lockFolder(dir)).toThrow(`Another Sightline (process ${holder.pid}) is using the data folder ${dir}`);
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await ended;
  expect(existsSync(`${dir}.lock`)).toBe(true);
  const unlock = lockFolder(dir);
  expect(JSON.parse(readFileSync(`${dir}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
  unlock();
});

test('a process that only has the same number as the dead holder doesn’t keep it', () => {
  const dir = join(home, 'reused');
  writeFileSync(`${dir}.lock`, JSON.stringify({ pid: process.pid, started: 'long ago', host: hostname() }));
  lockFolder(dir)();
});

test('of many that find a dead lock, one takes it', async () => {
  const dir = join(home, 'raced');
  writeFileSync(`${dir}.lock`, JSON.stringify({ pid: 2 ** 22 - 1, started: 'long ago', host: hostname() }));
  const racers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', holding(dir)], { stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  const outcomes = await Promise.all(
    racers.map(
      (racer) =>
        new Promise<string>((resolve) => {
          racer.stdout.once('data', () => resolve('took it'));
          racer.once('exit', () => resolve('refused'));
        }),
    ),
  );
  for (const racer of racers) racer.kill('SIGKILL');
  expect(outcomes.filter((outcome) => outcome === 'took it')).toHaveLength(1);
});

const holding = (dir: string) => `
  const { lockFolder } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)});
  lockFolder(${JSON.stringify(dir)});
  console.log('held');
  setInterval(() => {}, 1000);
`;
