import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Facts, Resource, User } from './facts.ts';
import type { Peer } from './index.ts';

const binary = join(import.meta.dirname, '..', 'node_modules', '@cerbos', 'cerbos-linux-x64', 'cerbos-linux-x64');

const policy = JSON.stringify({
  apiVersion: 'api.cerbos.dev/v1',
  resourcePolicy: {
    version: 'default',
    resource: 'resource',
    rules: [
      {
        actions: ['view'],
        effect: 'EFFECT_ALLOW',
        roles: ['user'],
        condition: {
          match: {
            any: {
              of: [{ expr: 'hasIntersection(P.attr.subjects, R.attr.readers)' }, { expr: 'R.attr.place in P.attr.places' }],
            },
          },
        },
      },
    ],
  },
});

/** Its own process on this machine, asked over one kept connection to a socket. Its list is a plan that the caller turns into SQL and runs. */
export const cerbos = async (facts: Facts): Promise<Peer | { missing: string }> => {
  if (!existsSync(binary)) return { missing: 'Cerbos ships no binary for this platform in the package that is used here.' };
  const folder = await mkdtemp(join(tmpdir(), 'cb-'));
  await writeFile(join(folder, 'resource.json'), policy);
  const socket = join(folder, 'http.sock');
  const server = spawn(
    binary,
    [
      'server',
      '--log-level=error',
      '--set=telemetry.disabled=true',
      `--set=server.httpListenAddr=unix:${socket}`,
      `--set=server.grpcListenAddr=unix:${join(folder, 'grpc.sock')}`,
      '--set=storage.driver=disk',
      `--set=storage.disk.directory=${folder}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env.PATH, CERBOS_NO_TELEMETRY: '1' } },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = <T>(path: string, body: object) =>
    new Promise<T>((resolve, reject) => {
      const sent = request(
        { socketPath: socket, path, method: 'POST', agent, headers: { 'content-type': 'application/json' } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () => (answer.statusCode === 200 ? resolve(JSON.parse(text) as T) : reject(new Error(text))));
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  const principal = ({ id, subjects, places }: User) => ({ id, roles: ['user'], attr: { subjects, places } });
  const many = async (user: User, resources: readonly Resource[]): Promise<boolean[]> => {
    const { results } = await ask<{ results: { actions: { view: string } }[] }>('/api/check/resources', {
      principal: principal(user),
      resources: resources.map(({ id, readers, place }) => ({
        actions: ['view'],
        resource: { kind: 'resource', id, attr: { readers, place } },
      })),
    });
    return results.map(({ actions }) => actions.view === 'EFFECT_ALLOW');
  };
  const check = async (user: User, at: number): Promise<boolean> => (await many(user, [facts.resource(at)]))[0] === true;
  await ready(() => check(facts.user(0), 0));
  return {
    name: 'Cerbos (HTTP)',
    check,
    batch: async (user, ats) => {
      // It takes at most fifty at a time.
      for (let from = 0; from < ats.length; from += 50) await many(user, ats.slice(from, from + 50).map(facts.resource));
    },
    plan: (user) => ask('/api/plan/resources', { action: 'view', principal: principal(user), resource: { kind: 'resource' } }),
    close: async () => {
      agent.destroy();
      server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const ready = async (ask: () => Promise<unknown>) => {
  for (let tries = 100; ; tries--) {
    try {
      await ask();
      return;
    } catch (error) {
      if (tries === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
