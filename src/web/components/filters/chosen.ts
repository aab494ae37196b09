// What a reader has chosen on a dashboard or explore, and how its address says so, so that a link opens the same view. Pure.
import type { Choices, Compare, Filter, TimeRange, Value } from '#contract';
import { formatPeriod } from '../format.ts';

/** The words of an address, each with all its values. */
export type Search = Record<string, readonly string[]>;
export type Range = { min?: number; max?: number };
export type Chosen = {
  values: Record<string, readonly Value[]>;
  ranges: Record<string, Range>;
  /** Values that don't count. */
  excluded?: Record<string, readonly Value[]>;
  /** Absent: what the page opens with. */
  time?: TimeRange;
  compare?: Compare;
};
export const nothingChosen: Chosen = { values: {}, ranges: {} };

// Text stands as it is; what isn't text, or looks like such a mark, is JSON after a tilde.
export const writeValue = (value: Value) =>
  typeof value === 'string' && !value.startsWith('~') ? value : `~${JSON.stringify(value)}`;
export function readValue(text: string): Value | undefined {
  if (!text.startsWith('~')) return text;
  try {
    const value: unknown = JSON.parse(text.slice(1));
    return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? (value as Value) : undefined;
  } catch {
    return undefined;
  }
}

const day = /^\d{4}-\d\d-\d\d$/;
export function readTime(text: string | undefined): TimeRange | undefined {
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

const compared = { previous: 'previous', year: 'previous_year' } as const;
export function readCompare(text: string | undefined): Compare | undefined {
  if (text === 'previous' || text === 'year') return compared[text];
  const [from = '', to = ''] = text?.split('..') ?? [];
  return day.test(from) && day.test(to) && from < to ? { from, to } : undefined;
}
const writeCompare = (compare: Compare): string =>
  compare === 'previous' ? compare : compare === 'previous_year' ? 'year' : `${compare.from}..${compare.to}`;

const readNumber = (text: string | undefined) => (text && Number.isFinite(Number(text)) ? Number(text) : undefined);

export function readChosen(search: Search): Chosen {
  const chosen: Chosen = { values: {}, ranges: {} };
  for (const [key, texts] of Object.entries(search)) {
    const values = () => texts.map(readValue).filter((value) => value !== undefined);
    if (key.startsWith('f.') && values().length > 0) chosen.values[key.slice(2)] = values();
    if (key.startsWith('not.') && values().length > 0) chosen.excluded = { ...chosen.excluded, [key.slice(4)]: values() };
    if (key.startsWith('r.')) {
      const [min, max] = (texts[0] ?? '').split('..').map(readNumber);
      if (min !== undefined || max !== undefined)
        chosen.ranges[key.slice(2)] = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    }
  }
  const time = readTime(search.time?.[0]);
  if (time) chosen.time = time;
  const compare = readCompare(search.compare?.[0]);
  if (compare) chosen.compare = compare;
  return chosen;
}

/** The rest of the address stays as it is. */
export function writeChosen(chosen: Chosen, search: Search): Search {
  const next: Record<string, readonly string[]> = {};
  for (const [key, texts] of Object.entries(search)) if (!/^(f\.|not\.|r\.|time$|compare$)/.test(key)) next[key] = texts;
  for (const [name, values] of Object.entries(chosen.values)) if (values.length > 0) next[`f.${name}`] = values.map(writeValue);
  for (const [name, values] of Object.entries(chosen.excluded ?? {}))
    if (values.length > 0) next[`not.${name}`] = values.map(writeValue);
  for (const [name, { min, max }] of Object.entries(chosen.ranges))
    if (min !== undefined || max !== undefined) next[`r.${name}`] = [`${min ?? ''}..${max ?? ''}`];
  if (chosen.time) next.time = [writeTime(chosen.time)];
  if (chosen.compare) next.compare = [writeCompare(chosen.compare)];
  return next;
}

/** The conditions that were chosen, optionally without those on one field (a list of a field's values shows all of them). */
export function conditionsOf(chosen: Chosen, except?: string): Filter[] {
  const conditions: Filter[] = [];
  for (const [field, values] of Object.entries(chosen.values)) if (field !== except) conditions.push({ field, in: [...values] });
  for (const [field, values] of Object.entries(chosen.excluded ?? {}))
    if (field !== except) conditions.push({ field, notIn: [...values] });
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
    ...(chosen.compare && isBounded(time) && { compare: chosen.compare }),
  };
}

export const isChosen = (chosen: Chosen) =>
  Object.keys(chosen.values).length > 0 ||
  Object.keys(chosen.ranges).length > 0 ||
  Object.keys(chosen.excluded ?? {}).length > 0 ||
  chosen.time !== undefined ||
  chosen.compare !== undefined;

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

/** One value more left out, or one less; what is left out isn't chosen as well. */
export function withExcluded(chosen: Chosen, field: string, value: Value): Chosen {
  const { [field]: before = [], ...others } = chosen.excluded ?? {};
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const values = (chosen.values[field] ?? []).filter((one) => one !== value);
  const { [field]: _, ...rest } = chosen.values;
  return {
    ...chosen,
    values: values.length > 0 ? { ...rest, [field]: values } : rest,
    excluded: after.length > 0 ? { ...others, [field]: after } : others,
  };
}

/** What a number is compared with, after "than". */
export const compareInWords = (compare: Compare | undefined): string =>
  compare === undefined || compare === 'previous'
    ? 'the period before'
    : compare === 'previous_year'
      ? 'a year before'
      : formatPeriod(compare.from, compare.to);

export function timeInWords(time: TimeRange | undefined): string {
  if (!time) return 'All time';
  if ('last' in time) return time.last === 1 ? `Last ${time.unit}` : `Last ${time.last} ${time.unit}s`;
  return formatPeriod(time.from, time.to);
}
