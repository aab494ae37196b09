// From a request to what its route takes, or a problem that names each wrong field.
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { z as schema } from 'zod';
import { type FieldError, problem, type Route } from '#contract';

export const bodyLimit = 1_000_000;

export const readQuery = (route: Route, url: URL): unknown => {
  const errors: FieldError[] = [];
  const query: Record<string, string> = Object.create(null);
  for (const [field, value] of url.searchParams) {
    if (field in query) errors.push({ field, message: 'is given twice' });
    else if (controls.test(value) || !value.isWellFormed()) errors.push({ field, message: 'contains control characters' });
    query[field] = value;
  }
  if (errors.length) throw malformed(errors);
  return parse(route.query ?? schema.strictObject({}), { ...query });
};

export const readBody = async (route: Route, request: Request): Promise<unknown> => {
  const text = await readText(request);
  if (text === '') {
    if (!route.body) return undefined;
    const absent = route.body.safeParse(undefined);
    if (absent.success) return absent.data;
    throw problem('malformed', 'A JSON body is needed.');
  }
  if (!route.body) throw problem('malformed', 'This takes no body.');
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw problem('malformed', 'The body must be JSON, sent as application/json.', [
      { field: 'Content-Type', message: 'must be application/json' },
    ]);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw problem('malformed', 'The body is not valid JSON.', [], cause);
  }
  requireStorable(body);
  return parse(route.body, body);
};

/** A file, as it arrives; whoever takes it counts its bytes. */
export const readFile = (request: Request): Readable => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/octet-stream' || !request.body) {
    throw problem('malformed', 'The body must be the file itself, sent as application/octet-stream.', [
      { field: 'Content-Type', message: 'must be application/octet-stream' },
    ]);
  }
  // The two kinds of web streams are one at run time.
  return Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
};

/** `If-Match: "7"`; absent or `*` asks for nothing. */
export const readIfMatch = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined;
  const found = /^\s*"([0-9]{1,15})"\s*$/.exec(header);
  // Beyond what a version can be it is only stale.
  if (found) return Math.min(Number(found[1]), 2 ** 31 - 1);
  throw problem('malformed', 'If-Match must be a version in quotes, as in ETag: "7".', [
    { field: 'If-Match', message: 'must be a version in quotes' },
  ]);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is what this is for
const controls = /[\u0000-\u001f\u007f]/;

const readText = async (request: Request): Promise<string> => {
  const tooLarge = () => problem('too_large', `The body is larger than ${bodyLimit / 1_000_000} MB.`);
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) throw tooLarge();
  if (!request.body) return '';
  // Counted as it arrives: a chunked body states no length.
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > bodyLimit) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw problem('malformed', 'The body is not UTF-8 text.', [], cause);
  }
};

/** What the store can't hold, or what is nested deeper than any honest body, is refused before a schema looks at it. */
const requireStorable = (body: unknown) => {
  const errors: FieldError[] = [];
  const look = (value: unknown, path: string, depth: number) => {
    if (depth > 64) throw malformed([{ field: path.slice(0, 100), message: 'is nested too deeply' }]);
    if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
      errors.push({ field: path, message: 'contains control characters' });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) look(item, joined(path, String(index)), depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (key === '__proto__' || key.includes('\u0000') || !key.isWellFormed()) {
          errors.push({ field: path || 'body', message: 'has a field whose name is not allowed' });
        }
        look(item, joined(path, key), depth + 1);
      }
    }
  };
  look(body, '', 0);
  if (errors.length) throw malformed(errors);
};
const joined = (path: string, key: string) => (path ? `${path}.${key}` : key);

const parse = (wanted: z.ZodType, value: unknown): unknown => {
  const parsed = wanted.safeParse(value);
  if (parsed.success) return parsed.data;
  throw malformed(parsed.error.issues.flatMap((issue) => fieldErrors(issue, [])));
};

const malformed = (errors: FieldError[]) => {
  const shown = errors.slice(0, 20);
  const [first] = shown;
  return problem('malformed', first ? `${first.field} ${first.message}` : 'The request is not what this takes.', shown);
};

type Issue = z.core.$ZodIssue;

const fieldErrors = (issue: Issue, before: PropertyKey[]): FieldError[] => {
  const path = [...before, ...issue.path];
  const field = path.map(String).join('.') || 'body';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path.map(String), key].join('.'), message: 'is not a field that this takes' }));
  }
  if (issue.code === 'invalid_union') {
    // The form that came closest is the one that was meant: it complains deepest inside, and least.
    const forms = issue.errors.filter((form) => form.length > 0);
    const [closest] = forms.sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
    if (closest && depthOf(closest) > 0) return closest.flatMap((inner) => fieldErrors(inner, path));
    return [{ field, message: 'is none of the forms that it can have' }];
  }
  return [{ field, message: sentence(issue.message) }];
};
const depthOf = (form: Issue[]) =>
  Math.max(...form.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));

/** The library's own words begin with "Invalid input"; ours are made to follow a field's name. */
const sentence = (message: string): string => {
  if (/received undefined/.test(message)) return 'is missing';
  const wrong = /^Invalid input: expected (.*), received (.*)$/.exec(message);
  if (wrong) return `must be ${article(wrong[1] ?? '')}, not ${article(wrong[2] ?? '')}`;
  const option = /^Invalid option: expected one of (.*)$/.exec(message);
  if (option) return `must be one of ${option[1]?.replaceAll('|', ', ')}`;
  const size = /^Too (?:big|small): expected (\S+) to (?:have|be) (.*)$/.exec(message);
  if (size) return `must ${/character|item/.test(size[2] ?? '') ? 'have' : 'be'} ${size[2]}`;
  return message.charAt(0).toLowerCase() + message.slice(1);
};
const article = (word: string) =>
  /^(null|undefined|nonoptional)$/.test(word)
    ? word
    : `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word.replace(/^int$/, 'whole number')}`;
