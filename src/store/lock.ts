// One process per embedded data folder: two of them would lose each other's writes without a word. The lock stands beside
// the folder and names a process and when that process started, so that one left by a crash is told from a living one.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

type Holder = { pid: number; started: string; host: string };

const beatEvery = 10_000;
/** A holder on another machine, or in another container, can't be asked; it is taken for dead after this long without a beat. */
const silentFor = 60_000;

export class LockedError extends Error {}

/** Returns what gives the lock back. */
export const lockFolder = (dir: string): (() => void) => {
  const path = `${dir.replace(/[/\\]+$/, '')}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', host: hostname() };
  // Written whole, then linked: nobody ever reads half a lock, and only one link succeeds.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; ; attempt++) {
      if (attempt > 50) throw new LockedError(`The lock ${path} can't be taken: several servers are starting on ${dir} at once.`);
      try {
        linkSync(draft, path);
        break;
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      }
      const holder = read(path);
      if (holder && isAlive(holder, path)) throw new LockedError(refusal(holder, dir, path));
      reap(path);
    }
  } finally {
    unlink(draft);
  }
  const beat = setInterval(() => touch(path), beatEvery);
  beat.unref();
  return () => {
    clearInterval(beat);
    const holder = read(path);
    if (holder?.pid === mine.pid && holder.started === mine.started) unlink(path);
  };
};

const refusal = (holder: Holder, dir: string, path: string) =>
  holder.pid === process.pid && holder.host === hostname()
    ? `The data folder ${dir} is already open in this process.`
    : holder.host === hostname()
      ? `Another Sightline (process ${holder.pid}) is using the data folder ${dir}; stop it first, or choose another folder with --data.`
      : `A Sightline on the machine "${holder.host}" is using the data folder ${dir}; stop it first, or remove ${path} if it is gone.`;

const isAlive = (holder: Holder, path: string): boolean => {
  if (holder.host !== hostname()) return Date.now() - (modified(path) ?? 0) < silentFor;
  const started = startOf(holder.pid);
  return started !== undefined && (holder.started === '' || started === '' || started === holder.started);
};

/** Removes a dead lock, one reaper at a time: a second one could otherwise remove the lock that the first has just taken. */
const reap = (path: string) => {
  const reaping = `${path}.reaping`;
  try {
    writeFileSync(reaping, '', { flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    if (Date.now() - (modified(reaping) ?? Date.now()) > 5000) unlink(reaping);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return;
  }
  try {
    const holder = read(path);
    if (!holder || !isAlive(holder, path)) unlink(path);
  } finally {
    unlink(reaping);
  }
};

/** When a process started, in whatever words the system has for it; '' if it lives and can't be told; undefined if there is none. */
const startOf = (pid: number): string | undefined => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isCode(error, 'ESRCH')) return undefined;
  }
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in brackets and may hold anything; the state, then the start, come after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : `${fields[19]} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
    }
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
};

const read = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};
const modified = (path: string): number | undefined => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
};
const touch = (path: string) => {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder may be gone by now, in a test that cleaned up; the next start will tell.
  }
};
const unlink = (path: string) => {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
};
const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;
