// A server as its operator starts it: a process of its own, on a PostgreSQL that others may use too.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type ServerProcess = {
  url: string;
  /** Where the first administrator is made, on a store in which nobody is. */
  setupLink: string | undefined;
  stop(): Promise<void>;
};

const command = join(import.meta.dirname, '..', 'src', 'cli', 'sightline.ts');
const secret = 'known to the servers of this test alone, and to both of them';

export const startServer = async (databaseUrl: string): Promise<ServerProcess> => {
  const data = mkdtempSync(join(tmpdir(), 'sightline-process-'));
  const server = spawn(process.execPath, [command, 'start'], {
    cwd: data,
    env: {
      PATH: process.env.PATH,
      SIGHTLINE_DATABASE_URL: databaseUrl,
      SIGHTLINE_DATA: data,
      SIGHTLINE_PORT: '0',
      SIGHTLINE_POOL_SIZE: '4',
      SIGHTLINE_QUERY_WORKERS: '1',
      SIGHTLINE_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => server.kill('SIGTERM');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const said: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const { url, setupLink } = await new Promise<Omit<ServerProcess, 'stop'>>((resolve, reject) => {
    let url = '';
    server.once('exit', () => reject(new Error(`The server did not start: ${said.join('').slice(-4000)}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      said.push(line);
      url = /ready at (\S+)/.exec(line)?.[1] ?? url;
      const setupLink = /^\s+(http\S+\/setup#\S+)$/.exec(line)?.[1];
      if (setupLink) resolve({ url, setupLink });
      // Where somebody is already, nothing more is said.
      else if (url && line.includes('ready at')) setTimeout(() => resolve({ url, setupLink: undefined }), 300);
    });
  });
  return {
    url,
    setupLink,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
};
