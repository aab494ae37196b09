// The contract as OpenAPI 3.1, whose schemas are JSON Schema: zod writes them, this puts them in their places.
import { z } from 'zod';
import { answerOf, type ProblemCode, type Route, routes } from '#contract';
import { statusOf } from './problems.ts';

type Json = Record<string, unknown>;
export type OpenApi = { openapi: string; info: Json; paths: Record<string, Record<string, Operation>>; components: Json } & Json;
export type Operation = { operationId: string; summary: string; tags: string[]; parameters: Parameter[]; responses: Json } & Json;
export type Parameter = { name: string; in: string; required: boolean; schema: unknown };

let written: OpenApi | undefined;
export const openApi = (): OpenApi => {
  written ??= write();
  return written;
};

const write = (): OpenApi => {
  // What is sent and what is answered differ where there are defaults and flags, so each is written for its direction.
  const sent = schemasFor('input', (route) => ({ body: route.body, query: route.query }));
  const answered = schemasFor('output', (route) => ({ answer: answerOf(route), lines: route.lines }));
  const differing = new Set(
    [...sent.named.keys()].filter((id) => JSON.stringify(sent.named.get(id)) !== JSON.stringify(answered.named.get(id))),
  );
  const sentNames = reachable([...sent.ofRoutes.values()], sent.named);
  const answeredNames = reachable([...answered.ofRoutes.values()], answered.named);
  // A name that means two things is two names: `Query` as answered, `QueryInput` as sent.
  const inputName = (id: string) => (differing.has(id) && answeredNames.has(id) ? `${id}Input` : id);
  const renamed = (schema: unknown) => withRefs(schema, inputName);

  const components: Json = {};
  for (const id of [...sentNames].sort()) components[inputName(id)] = renamed(sent.named.get(id));
  for (const id of [...answeredNames].sort()) components[id] = answered.named.get(id);
  components.Problem ??= answered.named.get('Problem');
  components.FieldError ??= answered.named.get('FieldError');

  const paths: OpenApi['paths'] = {};
  for (const route of routes) {
    const path = `/api${route.path}`;
    paths[path] ??= {};
    paths[path][route.method] = operation(
      route,
      renamed(sent.ofRoutes.get(`${route.name}.query`)),
      renamed(sent.ofRoutes.get(`${route.name}.body`)),
      answered.ofRoutes.get(`${route.name}.answer`),
      answered.ofRoutes.get(`${route.name}.lines`),
    );
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sightline',
      version: '1',
      description:
        'Dashboards that reach exactly the people who should see them. Sign in with POST /api/session and send the token as Bearer, or use its cookie. Errors are problem+json (RFC 9457). Unknown fields are refused. What is hidden, missing or no id at all is answered by the same 404.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'sightline_session' },
      },
    },
  };
};

const operation = (route: Route, query: unknown, body: unknown, answer: unknown, line: unknown): Operation => {
  const type = route.format === 'csv' ? 'text/csv' : 'application/json';
  const codes: ProblemCode[] = ['malformed', 'failed'];
  if (!route.open) codes.push('unauthenticated', 'forbidden');
  if (/\{/.test(route.path)) codes.push('not_found');
  if (/If-Match/.test(route.summary)) codes.push('stale');
  if (route.method !== 'get') codes.push('conflict', 'too_large');
  if (route.open) codes.push('unauthenticated', 'too_many');
  const statuses = [...new Set(codes.map(statusOf))].sort();
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? ''],
    ...(route.open && { security: [] }),
    parameters: [...pathParameters(route), ...queryParameters(query), ...ifMatch(route)],
    ...(route.takes && {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    ...(body !== undefined && {
      requestBody: { required: !route.body?.safeParse(undefined).success, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        content: { [type]: { schema: answer }, ...(line !== undefined && { 'application/x-ndjson': { schema: line } }) },
      },
      ...Object.fromEntries(statuses.map((status) => [status, refusal])),
    },
  };
};

const refusal = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const pathParameters = (route: Route): Parameter[] =>
  [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = (query: unknown): Parameter[] => {
  const { properties = {}, required = [] } = (query ?? {}) as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
};

const ifMatch = (route: Route): Parameter[] =>
  /If-Match/.test(route.summary)
    ? [{ name: 'If-Match', in: 'header', required: false, schema: { type: 'string', examples: ['"7"'] } }]
    : [];

/** Every named schema of the contract, and those of the routes, in one direction. */
const schemasFor = (io: 'input' | 'output', of: (route: Route) => Record<string, z.ZodType | undefined>) => {
  // Schemas without a name get one while they are written, so that they refer to the named ones instead of repeating them.
  const lent: z.ZodType[] = [];
  const places = new Map<string, string>();
  for (const route of routes) {
    for (const [part, schema] of Object.entries(of(route))) {
      if (!schema) continue;
      const place = `${route.name}.${part}`;
      const known = z.globalRegistry.get(schema)?.id;
      places.set(place, known ?? place);
      if (known) continue;
      z.globalRegistry.add(schema, { id: place });
      lent.push(schema);
    }
  }
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io, uri: reference, unrepresentable: 'any' });
  for (const schema of lent) z.globalRegistry.remove(schema);

  const plain = new Map(Object.entries(schemas).map(([id, { $schema, $id, id: _, ...schema }]) => [id, schema as Json]));
  const named = new Map([...plain].filter(([id]) => !id.includes('.')));
  const ofRoutes = new Map([...places].map(([place, id]) => [place, id.includes('.') ? plain.get(id) : { $ref: reference(id) }]));
  return { named, ofRoutes };
};

const reference = (id: string) => `#/components/schemas/${id}`;

const withRefs = (schema: unknown, rename: (id: string) => string): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => withRefs(item, rename));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, reference(rename(value.slice(reference('').length)))]
        : [key, withRefs(value, rename)],
    ),
  );
};

const reachable = (from: unknown[], named: Map<string, Json>): Set<string> => {
  const found = new Set<string>();
  const look = (schema: unknown) => {
    if (Array.isArray(schema)) return schema.forEach(look);
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      const id = key === '$ref' && typeof value === 'string' ? value.slice(reference('').length) : undefined;
      if (id === undefined) look(value);
      else if (!found.has(id)) {
        found.add(id);
        look(named.get(id));
      }
    }
  };
  look(from);
  return found;
};
