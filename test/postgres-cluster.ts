// A private PostgreSQL server from the machine's own binaries: a folder of its own, a socket in it, no port to clash with.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Cluster = {
  url(database: string): string;
  /** Of the server, for tests that kill it. */
  pid: number;
  stop(): Promise<void>;
};

/** Where initdb and postgres are, or why there is no server to test with. */
export const findPostgres = (): { bin: string } | { missing: string } => {
  const versions = '/usr/lib/postgresql';
  const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = newest.map((version) => join(versions, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
  if (bin) return { bin };
  const onPath = (process.env.PATH ?? '')
    .split(':')
    .find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
  return onPath ? { bin: onPath } : { missing: 'PostgreSQL is not installed on this machine (.ci/run installs it)' };
};

export const startCluster = async (
  options: { durable?: boolean; sharedBuffers?: string } = {},
): Promise<Cluster | { missing: string }> => {
  const found = findPostgres();
  if ('missing' in found) return found;
  // Unix sockets have short names at most.
  const home = mkdtempSync(join(tmpdir(), 'slpg-'));
  const as = postgresUser();
  if (as) chownSync(home, as.uid, as.gid);
  const data = join(home, 'data');
  const common = { ...as, cwd: home, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  execFileSync(
    join(found.bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    { ...common, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const settings = {
    listen_addresses: '',
    unix_socket_directories: home,
    max_connections: '100',
    fsync: options.durable ? 'on' : 'off',
    synchronous_commit: options.durable ? 'on' : 'off',
    full_page_writes: options.durable ? 'on' : 'off',
    shared_buffers: options.sharedBuffers ?? '64MB',
  };
  const server = spawn(
    join(found.bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    { ...common, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => server.kill('SIGINT');
  process.once('exit', kill);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-4000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.on('exit', () => reject(new Error(`The test's PostgreSQL did not start: ${said}`)));
  });
  return {
    url: (database) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(home)}`,
    pid: server.pid ?? 0,
    stop: async () => {
      process.off('exit', kill);
      if (server.exitCode === null && server.signalCode === null) {
        const ended = new Promise((resolve) => server.once('exit', resolve));
        kill();
        await ended;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** PostgreSQL refuses to run as root; as anyone else it runs as them. */
const postgresUser = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};
