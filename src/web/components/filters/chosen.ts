// What a reader has chosen on a dashboard or explore, and how its address says so, so that a link opens the same view. Pure.
import type { Choices, Filter, TimeRange, Value } from '#contract';
import { formatPeriod } from '../format.ts';

/** The words of an address, each with all its values. */
export type Search = Record<string, readonly string[]>;
export type Range = { min?: number; max?: number };
export type Chosen = {
  values: Record<string, readonly Value[]>;
  ranges: Record<string, Range>;
  /** Absent: what the page opens with. */
  time?: TimeRange;
  compare?: boolean;
};
export const nothingChosen: Chosen = { values: {}, ranges: {} };

// Text stands as it is; what isn't text, or looks like such a mark, is JSON after a tilde.
const writeValue = (value: Value) => (typeof value === 'string' && !value.startsWith('~') ? value : `~${JSON.stringify(value)}`);
function readValue(text: string): Value | undefined {
  if (!text.startsWith('~')) return text;
  try {
    const value: unknown = JSON.parse(text.slice(1));
    return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? (value as Value) : undefined;
  } catch {
    return undefined;
  }
}

const day = /^\d{4}-\d\d-\d\d$/;
function readTime(text: string | undefined): TimeRange | undefined {
  if (text === undefined) return undefined;
  if (text === 'all') return {};
  const last = /^last-(\d{1,4})-(day|week|month|year)$/.exec(text);
  if (last) return { last: Math.max(1, Number(last[1])), unit: last[2] as 'day' | 'week' | 'month' | 'year' };
  const [from = '', to = ''] = text.split('..');
  if (!day.test(from) && !day.test(to)) return undefined;
  return { ...(day.test(from) && { from }), ...(day.test(to) && { to }) };
}
export function writeTime(time: TimeRange): string {
  if ('last' in time) return `last-${time.last}-${time.unit}`;
  return time.from === undefined && time.to === undefined ? 'all' : `${time.from ?? ''}..${time.to ?? ''}`;
}

const readNumber = (text: string | undefined) => (text && Number.isFinite(Number(text)) ? Number(text) : undefined);

export function readChosen(search: Search): Chosen {
  const chosen: Chosen = { values: {}, ranges: {} };
  for (const [key, texts] of Object.entries(search)) {
    if (key.startsWith('f.')) {
      const values = texts.map(readValue).filter((value) => value !== undefined);
      if (values.length > 0) chosen.values[key.slice(2)] = values;
    }
    if (key.startsWith('r.')) {
      const [min, max] = (texts[0] ?? '').split('..').map(readNumber);
      if (min !== undefined || max !== undefined)
        chosen.ranges[key.slice(2)] = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    }
  }
  const time = readTime(search.time?.[0]);
  if (time) chosen.time = time;
  if (search.compare?.[0] === 'previous') chosen.compare = true;
  return chosen;
}

/** The rest of the address stays as it is. */
export function writeChosen(chosen: Chosen, search: Search): Search {
  const next: Record<string, readonly string[]> = {};
  for (const [key, texts] of Object.entries(search)) if (!/^(f\.|r\.|time$|compare$)/.test(key)) next[key] = texts;
  for (const [name, values] of Object.entries(chosen.values)) if (values.length > 0) next[`f.${name}`] = values.map(writeValue);
  for (const [name, { min, max }] of Object.entries(chosen.ranges))
    if (min !== undefined || max !== undefined) next[`r.${name}`] = [`${min ?? ''}..${max ?? ''}`];
  if (chosen.time) next.time = [writeTime(chosen.time)];
  if (chosen.compare) next.compare = ['previous'];
  return next;
}

/** The conditions that were chosen, optionally without those on one field (a list of a field's values shows all of them). */
export function conditionsOf(chosen: Chosen, except?: string): Filter[] {
  const conditions: Filter[] = [];
  for (const [field, values] of Object.entries(chosen.values)) if (field !== except) conditions.push({ field, in: [...values] });
  for (const [field, range] of Object.entries(chosen.ranges)) if (field !== except) conditions.push({ field, ...range });
  return conditions;
}
const together = (conditions: Filter[]): Filter | undefined => (conditions.length > 1 ? { and: conditions } : conditions[0]);

export const isBounded = (time: TimeRange | undefined): boolean =>
  time !== undefined && ('last' in time || (time.from !== undefined && time.to !== undefined));

/** As the server takes it; `opensWith` is the time that the page itself proposes. */
export function choicesOf(chosen: Chosen, opensWith: TimeRange | undefined, except?: string): Choices {
  const filter = together(conditionsOf(chosen, except));
  const time = chosen.time ?? opensWith;
  return {
    ...(filter && { filter }),
    ...(time && { time }),
    ...(chosen.compare && isBounded(time) && { compare: 'previous' as const }),
  };
}

export const isChosen = (chosen: Chosen) =>
  Object.keys(chosen.values).length > 0 ||
  Object.keys(chosen.ranges).length > 0 ||
  chosen.time !== undefined ||
  chosen.compare === true;

/** A click on what is drawn: it alone; on what is already chosen alone, everything again. */
export function withPicks(chosen: Chosen, picks: readonly { field: string; value: Value }[]): Chosen {
  const already = picks.every(({ field, value }) => chosen.values[field]?.length === 1 && chosen.values[field]?.[0] === value);
  if (already) return picks.reduce((left, { field }) => without(left, field), chosen);
  return { ...chosen, values: { ...chosen.values, ...Object.fromEntries(picks.map(({ field, value }) => [field, [value]])) } };
}
export function without(chosen: Chosen, field: string): Chosen {
  const { [field]: _, ...values } = chosen.values;
  return { ...chosen, values };
}

export function timeInWords(time: TimeRange | undefined): string {
  if (!time) return 'All time';
  if ('last' in time) return time.last === 1 ? `Last ${time.unit}` : `Last ${time.last} ${time.unit}s`;
  return formatPeriod(time.from, time.to);
}
