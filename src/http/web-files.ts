// The built web app, read once into memory: what isn't in this list isn't served, so no path can lead out of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { contentPolicy, newNonce } from './security.ts';

type File = { type: string; plain: Buffer; br?: Buffer; gzip?: Buffer; forever: boolean };
export type WebFiles = {
  /** A file by its path; undefined for what is a page of the app. */
  file(path: string, accepts: string): Response | undefined;
  /** The app itself, with a nonce of its own. */
  page(): Response;
};

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export const readWebFiles = (dir: string): WebFiles | undefined => {
  const index = join(dir, 'index.html');
  if (!existsSync(index)) return undefined;
  const shell = readFileSync(index, 'utf8');
  const files = new Map<string, File>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /\.(br|gz)$/.test(path) || path === index) continue;
    const beside = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : undefined);
    const [br, gzip] = [beside('.br'), beside('.gz')];
    const name = `/${relative(dir, path).split(sep).join('/')}`;
    files.set(name, {
      type: types[extname(path)] ?? 'application/octet-stream',
      plain: readFileSync(path),
      ...(br && { br }),
      ...(gzip && { gzip }),
      // The build names these after what is in them.
      forever: name.startsWith('/assets/'),
    });
  }
  return {
    file: (path, accepts) => {
      const file = files.get(path);
      if (!file) return path.startsWith('/assets/') ? new Response('Not found\n', { status: 404 }) : undefined;
      const encoding = file.br && /\bbr\b/.test(accepts) ? 'br' : file.gzip && /\bgzip\b/.test(accepts) ? 'gzip' : undefined;
      return new Response(new Uint8Array((encoding && file[encoding]) ?? file.plain), {
        headers: {
          'content-type': file.type,
          'cache-control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
          vary: 'accept-encoding',
          ...(encoding && { 'content-encoding': encoding }),
        },
      });
    },
    page: () => {
      const nonce = newNonce();
      return new Response(shell.replaceAll('__NONCE__', nonce), {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': contentPolicy(nonce),
        },
      });
    },
  };
};
