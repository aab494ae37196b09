// `npm run build`: the web app, and an empty store that a first start unpacks instead of making one (never tracked).
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const web = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
if (web.status !== 0) process.exit(web.status ?? 1);

const { findPrepared, keepPrepared } = await import('../src/store/prepared.ts');
const { openStore } = await import('../src/store/open.ts');
const { migrate } = await import('../src/store/migrate.ts');
if (!findPrepared()?.includes(join('dist', 'store'))) {
  const store = await openStore({ kind: 'memory', unprepared: true });
  await migrate(store);
  console.log(`Prepared an empty store: ${keepPrepared(await store.dump(), 'build')}`);
  await store.close();
}
