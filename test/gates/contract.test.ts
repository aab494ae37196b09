import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from '../../src/contract/index.ts';
import { openApi } from '../../src/http/openapi.ts';

test('openapi.json is what the contract says (npm run openapi writes it)', () => {
  const written: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(openApi())));
});

test('every route stands in it once, and every reference leads somewhere', () => {
  const { paths, components } = openApi();
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((operation) => operation.operationId));
  expect(ids.toSorted()).toEqual(routes.map((route) => route.name).toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  const known = Object.keys(components.schemas as object);
  for (const [, name = ''] of JSON.stringify(openApi()).matchAll(/#\/components\/schemas\/([^"]+)"/g))
    expect(known).toContain(name);
});

test('nothing that is sent allows unknown fields', () => {
  for (const methods of Object.values(openApi().paths)) {
    for (const operation of Object.values(methods)) {
      const content = (operation.requestBody as { content?: Record<string, { schema: { additionalProperties?: unknown } }> })
        ?.content;
      const schema = content?.['application/json']?.schema;
      if (schema) expect(schema.additionalProperties ?? false, operation.operationId).toBe(false);
    }
  }
});
