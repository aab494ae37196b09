// The contract's schemas as JSON Schema, for drawing values: those of the OpenAPI document, and each kind's definition.
import { z } from 'zod';
import { definitions, type Kind, kinds } from '../../src/contract/index.ts';
import { type Operation, openApi } from '../../src/http/openapi.ts';

export type Schema = {
  $ref?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  $defs?: Record<string, Schema>;
};

const { paths, components } = openApi();
/** By name; where a name is sent in one form and answered in another, `NameInput` is the one that is sent. */
const named = { ...(components.schemas as Record<string, Schema>) };

const definitionSchemas = Object.fromEntries(
  kinds.map((kind) => {
    const schema = z.toJSONSchema(definitions[kind], { io: 'input', unrepresentable: 'any' }) as Schema;
    for (const [name, def] of Object.entries(schema.$defs ?? {})) named[name] ??= def;
    return [kind, schema];
  }),
) as Record<Kind, Schema>;

export const definitionOf = (kind: Kind): Schema => resolved(definitionSchemas[kind]).schema;

/** What a schema comes to, and under which name. */
export const resolved = (schema: Schema): { name?: string; schema: Schema } => {
  const name = schema.$ref?.split('/').at(-1);
  if (!name) return { schema };
  return { name: name.replace(/Input$/, ''), schema: named[name] ?? {} };
};

export const operationOf = (path: string, method: string): Operation => {
  const operation = paths[`/api${path}`]?.[method];
  if (!operation) throw new Error(`${method} ${path} is not documented`);
  return operation;
};

export const bodySchema = (operation: Operation): Schema | undefined =>
  (operation.requestBody as { content: { 'application/json'?: { schema: Schema } } } | undefined)?.content['application/json']
    ?.schema;
