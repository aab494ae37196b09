// One request to a route: right in its form more often than not, so that it gets past the form and meets the rule.
import type { Route } from '../../src/contract/index.ts';
import type { Random } from '../random.ts';
import { aptBody, spoiled } from './apt.ts';
import { bodySchema, operationOf, type Schema } from './schemas.ts';
import { type Drawing, draw, drawParam, hostileText, type Known } from './values.ts';

export type Drawn = { route: string; method: string; path: string; headers: Record<string, string>; body?: string };

export const drawRequest = (random: Random, known: Known, route: Route): Drawn => {
  const drawing: Drawing = { random, known, hostility: random.pick([0, 0, 0, 0.02, 0.1, 0.3]) };
  const operation = operationOf(route.path, route.method);
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, param: string) => inPath(drawParam(drawing, param, route.name)));

  const query: [string, string][] = [];
  for (const { name, in: place, schema } of operation.parameters) {
    if (place === 'query' && name !== 'preview' && random.chance(0.35)) {
      const value = draw(drawing, schema as Schema, name);
      query.push([name, typeof value === 'string' ? value : String(JSON.stringify(value))]);
    }
  }
  if (route.previewable ? random.chance(0.5) : random.chance(0.02)) query.push(['preview', 'true']);
  if (random.chance(drawing.hostility / 4)) query.push([hostileText(random), hostileText(random)]);

  const headers: Record<string, string> = {};
  if (random.chance(0.08))
    headers['if-match'] = random.pick(['"1"', '"2"', '*', '"999999999999999"', 'garbage', 'W/"1"', '""', '"-1"']);

  const schema = bodySchema(operation);
  const kind = Object.entries(known.byKind).find(([, ids]) => ids.some((id) => path.includes(id)))?.[0];
  const apt = random.chance(0.6) ? aptBody(random, route.name, kind) : undefined;
  let body: string | undefined;
  if (schema && apt) body = JSON.stringify(spoiled(random, apt, drawing.hostility));
  else if (schema && !random.chance(drawing.hostility / 8))
    body = asText(random, draw({ ...drawing }, schema), drawing.hostility);
  else if (route.method !== 'get' && random.chance(0.01)) body = '{}';
  if (route.takes) {
    body = random.pick(['day,amount\n2026-01-01,1\n', '', '{"a":[1', 'PAR1', '"never closed', `${hostileText(random)},b\n1,2\n`]);
    if (!random.chance(drawing.hostility)) headers['content-type'] = 'application/octet-stream';
  } else if (body !== undefined)
    headers['content-type'] = random.chance(drawing.hostility / 8) ? 'text/plain' : 'application/json';

  return {
    route: route.name,
    method: route.method,
    path: `${path}${query.length > 0 ? `?${query.map((pair) => pair.map(inPath).join('=')).join('&')}` : ''}`,
    headers,
    ...(body !== undefined && { body }),
  };
};

const asText = (random: Random, value: unknown, hostility: number): string => {
  const text = String(JSON.stringify(value));
  if (!random.chance(hostility / 8)) return text;
  return random.pick([
    text.slice(0, -1),
    `\ufeff${text}`,
    `${'['.repeat(2000)}${']'.repeat(2000)}`,
    text.replace('{', '{"__proto__":{"x":1},'),
    text.replace(/"([^"]+)":/, '"$1":1,"$1":'),
    '1e999',
    '"\\ud800"',
  ]);
};

/** As far as text can stand in an address; half of a character can't. */
const inPath = (text: string): string => encodeURIComponent(text.toWellFormed()) || '%20';
