// `npm start`: builds the web app if it is older than its sources, then serves the demo workspace on embedded storage.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (newestOf(['src/web', 'src/contract', 'src/client', 'vite.config.ts', 'package-lock.json']) > builtAt()) {
  console.error('Building the web app (a few seconds) …');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}
const { serve } = await import('../src/cli/serve.ts');
try {
  await serve({
    demo: true,
    ...(process.env.PORT && { port: process.env.PORT }),
    ...(process.env.SIGHTLINE_DATA && { data: process.env.SIGHTLINE_DATA }),
  });
} catch (error) {
  // What went wrong, in its own sentence: a folder in use, a port taken, a setting that is wrong.
  console.error(process.env.DEBUG ? error : error.message);
  process.exit(1);
}

function builtAt() {
  const built = join(root, 'dist', 'web', 'index.html');
  return existsSync(built) ? statSync(built).mtimeMs : 0;
}

function newestOf(paths) {
  return Math.max(
    ...paths
      .map((path) => join(root, path))
      .filter((path) => existsSync(path))
      .flatMap((path) =>
        statSync(path).isDirectory()
          ? readdirSync(path, { recursive: true, withFileTypes: true })
              .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
              .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
          : [statSync(path).mtimeMs],
      ),
  );
}
