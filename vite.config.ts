import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: 'src/web',
  plugins: [react(), precompressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Inlined assets would be data: addresses, which our content security policy refuses for fonts and scripts.
    assetsInlineLimit: 0,
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // ECharts alone is bigger than the usual limit; it is loaded when the first chart is drawn.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What everything needs comes first; a group takes along whatever its packages import, and the first page would
            // wait for ECharts because both use tslib.
            { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|tslib|clsx)[\\/]/, priority: 1 },
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)/ },
            { name: 'grid', test: /node_modules[\\/](react-grid-layout|react-draggable|react-resizable)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:4400' } },
});

/** Compressing once here is cheaper and smaller than doing it for every answer. */
function precompressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  let folder = '';
  return {
    name: 'precompressed-copies',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      const compressible = names.filter((name) => /\.(js|css|svg|json)$/.test(name));
      await Promise.all(
        compressible.map(async (name) => {
          const path = join(folder, name);
          const bytes = await readFile(path);
          if (bytes.length < 1024) return;
          await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
          await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
        }),
      );
    },
  };
}
