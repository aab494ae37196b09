// Twenty times kill -9 during writes, on each store: `npm run -s vitest` runs a short form of it (test/kill/kill.test.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreOptions } from '../src/store/open.ts';
import { killWhileWriting } from '../test/kill/kill.ts';
import { startCluster } from '../test/postgres-cluster.ts';

const rounds = Number(process.argv[2] ?? 20);
const home = mkdtempSync(join(tmpdir(), 'sightline-kill-'));
const cluster = await startCluster();
const stores: [string, StoreOptions][] = [
  ['embedded', { kind: 'folder', dir: join(home, 'store') }],
  ...('missing' in cluster
    ? []
    : [['PostgreSQL', { kind: 'postgres', url: cluster.url('postgres') }] satisfies [string, StoreOptions]]),
];
let failed = false;
for (const [name, options] of stores) {
  const outcome = await killWhileWriting(options, rounds, (line) => console.log(`${name}, ${line}`));
  console.log(
    `${name}: ${outcome.acknowledged} acknowledged writes over ${outcome.rounds} kills, ${outcome.lost.length} lost, ${outcome.halfDone.length} half done`,
  );
  failed ||= outcome.lost.length + outcome.halfDone.length > 0 || outcome.acknowledged === 0;
}
if ('missing' in cluster) console.log(`PostgreSQL was not tried: ${cluster.missing}`);
else await cluster.stop();
rmSync(home, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
