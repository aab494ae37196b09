// The first thing every npm script runs. Plain JavaScript for old Nodes: it installs when needed, finds a Node that
// is new enough (the locked platform package, by path, or the machine's own), and runs the rest there.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const [task = 'serve', ...args] = process.argv.slice(2);

if (!installed(root)) install(root);
// What is measured beside us is installed by who measures.
const bench = join(root, 'bench');
if (task === 'bench' && !installed(bench)) install(bench);
const node = runtime();
if (!node) {
  console.error(
    `Sightline needs Node.js 22.18 or newer and found ${process.versions.node}; no bundled runtime exists for ${process.platform}-${process.arch}. Install Node.js 24 and try again.`,
  );
  process.exit(2);
}

// npm run bench [-- dashboards | browser | sharing]
const parts = { dashboards: 'bench/charts.ts', browser: 'bench/browser.ts', sharing: 'bench/sharing.ts' };
const tasks = {
  serve: ['scripts/serve.mjs', ...args],
  sightline: ['src/cli/sightline.ts', ...args],
  build: ['scripts/build.mjs', ...args],
  check: ['scripts/check.mjs', ...args],
  vitest: ['node_modules/vitest/vitest.mjs', 'run', ...args],
  bench: Object.hasOwn(parts, args[0] ?? '') ? [parts[args[0]], ...args.slice(1)] : ['bench/access.ts', ...args],
  biome: ['node_modules/@biomejs/biome/bin/biome', ...args],
  run: args,
};
const command = tasks[task];
if (!command) {
  console.error(`There is no task "${task}". Tasks: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}

// The command works on the caller's files, so the working folder stays theirs; only our own scripts are found from the root.
const cwd = task === 'sightline' ? (process.env.INIT_CWD ?? process.cwd()) : root;
const [script, ...rest] = command;
const running = spawn(node, [join(root, script), ...rest], {
  cwd,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: dirname(node) + delimiter + (process.env.PATH ?? ''),
    NODE_OPTIONS: [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning'].filter(Boolean).join(' '),
  },
});
// Whoever stops npm means what it runs: without this a server would stay behind, and hold its port. npm tells only the
// shell between us, so that one's end is watched too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => running.kill(signal));
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && running.kill('SIGTERM'), 500).unref();
running.on('exit', (code) => process.exit(code ?? 1));

/** What is there is what the lock file names: by content, as a checkout or a copy gives files other times. */
function installed(folder) {
  const mark = join(folder, 'node_modules', '.installed-lock');
  return existsSync(mark) && readFileSync(mark, 'utf8') === readFileSync(join(folder, 'package-lock.json'), 'utf8');
}

function install(folder) {
  console.error('Installing what the lock file names (about half a minute) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (done.status !== 0) {
    console.error('Installing failed; what npm said stands above.');
    process.exit(1);
  }
  copyFileSync(join(folder, 'package-lock.json'), join(folder, 'node_modules', '.installed-lock'));
}

function runtime() {
  const own = process.versions.node.split('.').map(Number);
  if (own[0] > 22 || (own[0] === 22 && own[1] >= 18)) return process.execPath;
  const exe = process.platform === 'win32' ? 'node.exe' : join('bin', 'node');
  const folders = existsSync(modules) ? readdirSync(modules).filter((name) => /^node-(bin-)?(linux|darwin|win)-/.test(name)) : [];
  return folders
    .filter(
      (name) =>
        name.replace('node-bin-', 'node-') === `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    )
    .flatMap((name) => [join(modules, name, exe), join(modules, name, 'bin', exe)])
    .find((path) => existsSync(path));
}
