// The one list that people and CI run: `npm test`. With --fast, what takes seconds, for while one works.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fast = process.argv.includes('--fast');
const report = join(root, 'node_modules', '.cache', 'sightline', 'tests.json');
const changedBefore = changedFiles();
const vitest = ['vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`];

// What starts engines, servers and commands of its own waits for the whole list.
const slow = ['src/analytics/**', 'src/demo/**', 'src/http/http.test.ts', 'src/cli/cli.test.ts', 'src/store/lock.test.ts'];

const steps = [
  ['types', () => node('typescript/bin/tsc', '-p', '.')],
  ['lint', () => node('@biomejs/biome/bin/biome', 'check', '.')],
  ...(fast
    ? [
        [
          'unit tests and a short agreement run',
          () =>
            tests(
              { FAST: '1', SIGHTLINE_DECISIONS: '2000' },
              'src/',
              'test/gates/agreement',
              ...slow.flatMap((files) => ['--exclude', files]),
            ),
        ],
      ]
    : [
        ['build', () => node('vite/bin/vite.js', 'build', '--logLevel', 'warn')],
        ['unit, gate, API and browser tests', () => tests({})],
        ['no tracked file changed', () => changedFiles() === changedBefore || complain(changedFiles())],
      ]),
];

let failed = '';
for (const [name, step] of steps) {
  const began = Date.now();
  console.log(`\n── ${name}`);
  const passed = step();
  console.log(`── ${name}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (!passed) {
    failed = name;
    break;
  }
}
const counted = counts();
console.log(`\n${failed ? `FAILED at: ${failed}` : 'All checks passed.'}`);
console.log(
  `${counted.passed} passed, ${counted.failed || (failed && !counted.passed ? 1 : 0)} failed, ${counted.skipped} skipped`,
);
process.exit(failed ? 1 : 0);

function node(script, ...args) {
  return run(script, args, {});
}

function tests(env, ...files) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const [script, ...args] = vitest;
  return run(script, [...args, ...files], env);
}

function run(script, args, env) {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return done.status === 0;
}

function counts() {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

function changedFiles() {
  const done = spawnSync('git', ['status', '--porcelain', '--untracked-files=no'], { cwd: root, encoding: 'utf8' });
  return done.status === 0 ? done.stdout : '';
}

function complain(files) {
  console.log(`These tracked files changed while checking:\n${files}`);
  return false;
}
