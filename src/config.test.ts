import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightline-config-'));
const file = join(folder, 'sightline.yaml');
const write = (text: string) => writeFileSync(file, text);
beforeEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (flags = {}, env = {}) => readConfig(flags, env, folder);

describe('Configuration', () => {
  test('has defaults that serve this machine only', () => {
    expect(read()).toMatchObject({ port: 4400, host: '127.0.0.1', data: './data', demo: false, trustProxy: false });
  });

  test('flags come before the environment, and that before the file', () => {
    write('port: 1\nhost: file.example\ndata: file');
    expect(read({ port: '3' }, { SIGHTLINE_PORT: '2', SIGHTLINE_HOST: 'env.example' })).toMatchObject({
      port: 3,
      host: 'env.example',
      data: 'file',
    });
    expect(read({ port: undefined }, { PORT: '5' }).port).toBe(5);
  });

  test('databases that sources read have an address each, as a secret of the environment', () => {
    writeFileSync(join(folder, 'address'), 'postgres://reader@db.example/crm\n');
    const env = { SIGHTLINE_CONNECTION_SALES: 'postgres://r@s/x', SIGHTLINE_CONNECTION_CRM_FILE: join(folder, 'address') };
    expect(read({}, env).connections).toEqual({ sales: 'postgres://r@s/x', crm: 'postgres://reader@db.example/crm' });
    expect(() => read({}, { SIGHTLINE_CONNECTION_SALES: 'mysql://x' })).toThrow('must begin with postgres://');
    write('connections: {sales: postgres://secret@in/a-file}');
    expect(() => read()).toThrow('connections');
  });

  test('an unknown key names the nearest known one', () => {
    expect(() => read({}, { SIGHTLINE_DATABASE_ULR: 'x' })).toThrow(
      'Unknown environment variable SIGHTLINE_DATABASE_ULR; the nearest is SIGHTLINE_DATABASE_URL.',
    );
    write('prot: 4400');
    expect(() => read()).toThrow(/Unknown key in .*sightline\.yaml prot; the nearest is port\./);
    write('port: [');
    expect(() => read()).toThrow('is not valid YAML');
  });

  test('a wrong value names its setting', () => {
    expect(() => read({ port: 'many' })).toThrow('The setting port is wrong');
    expect(() => read({}, { SIGHTLINE_DATABASE_URL: 'mysql://x' })).toThrow('must begin with postgres://');
  });

  test('secrets may stand in files that the environment names', () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, `${'s'.repeat(40)}\n`);
    expect(read({}, { SIGHTLINE_SECRET_FILE: secret }).secret).toBe('s'.repeat(40));
    expect(() => read({}, { SIGHTLINE_SECRET_FILE: join(folder, 'nowhere') })).toThrow('which can’t be read');
    expect(() => read({}, { SIGHTLINE_SECRET: 'short' })).toThrow('at least 32 characters');
  });
});
