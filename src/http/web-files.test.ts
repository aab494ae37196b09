import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWebFiles, type WebFiles } from './web-files.ts';

const dir = mkdtempSync(join(tmpdir(), 'sightline-web-'));
let web: WebFiles;
beforeAll(() => {
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<meta name="csp-nonce" content="__NONCE__">');
  writeFileSync(join(dir, 'icon.svg'), '<svg/>');
  for (const ending of ['', '.br', '.gz']) writeFileSync(join(dir, `assets/app-1.js${ending}`), `code${ending}`);
  const found = readWebFiles(dir);
  if (!found) throw new Error('The files were not found');
  web = found;
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('The web app’s files', () => {
  test('a page has a nonce of its own in its policy and its markup, and isn’t kept', async () => {
    const [one, two] = [web.page(), web.page()];
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await one.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`);
    expect(two.headers.get('content-security-policy')).not.toBe(policy);
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(policy).not.toContain('unsafe');
  });

  test('assets come compressed as the browser can take it, and are kept for ever', async () => {
    const of = async (accepts: string) => {
      const file = web.file('/assets/app-1.js', accepts);
      return [file?.headers.get('content-encoding') ?? null, await file?.text()];
    };
    expect(await of('gzip, deflate, br')).toEqual(['br', 'code.br']);
    expect(await of('gzip')).toEqual(['gzip', 'code.gz']);
    expect(await of('')).toEqual([null, 'code']);
    expect(web.file('/assets/app-1.js', '')?.headers.get('cache-control')).toContain('immutable');
    expect(web.file('/icon.svg', '')?.headers.get('cache-control')).toBe('no-cache');
  });

  test('what isn’t there is no page of the app when it is an asset, and nothing leads out of the folder', () => {
    expect(web.file('/assets/old-2.js', '')?.status).toBe(404);
    for (const path of ['/', '/dashboards', '/../package.json', '/%2e%2e/x', '/index.html', '/assets/../icon.svg/..']) {
      const file = web.file(path, '');
      expect(file === undefined || file.status === 404, path).toBe(true);
    }
  });
});
