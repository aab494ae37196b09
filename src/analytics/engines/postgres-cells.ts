// What a database says, as it crosses the wire: as cells.ts does it for files.
import type pg from 'pg';
import type { Value } from '#contract';

const oid = { bool: 16, int8: 20, int2: 21, int4: 23, float4: 700, float8: 701, timestamp: 1114, numeric: 1700 };
/** The wire's longest text. */
const longest = 1000;

const number = (text: string): Value => {
  if (/^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text))) return text;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};
const real = (text: string): Value => (Number.isFinite(Number(text)) ? Number(text) : null);

export const postgresTypes: pg.CustomTypesConfig = {
  // The library's types know of no parsers but its own.
  getTypeParser: ((type: number) => {
    if (type === oid.bool) return (text: string) => text === 't';
    if (type === oid.float4 || type === oid.float8) return real;
    if (type === oid.int2 || type === oid.int4 || type === oid.int8 || type === oid.numeric) return number;
    if (type === oid.timestamp) return (text: string) => text.replace(' ', 'T');
    return (text: string) => text;
  }) as unknown as pg.CustomTypesConfig['getTypeParser'],
};

export const postgresCell = (value: Value): Value => {
  if (typeof value !== 'string') return value;
  if (value === 'infinity' || value === '-infinity') return null;
  return value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
};
