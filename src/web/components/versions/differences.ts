// What a version changed, field by field: what is called how, what it was and what it is. Pure, and of any definition.
import { type Column, Filter, TimeRange } from '#contract';
import { timeInWords } from '../filters/chosen.ts';
import { conditionInWords } from '../filters/in-words.ts';
import { wordOf } from './field-words.ts';

export type Difference = { what: string; before: string | undefined; after: string | undefined };
type Field = Pick<Column, 'name' | 'label' | 'type'>;
type Definition = Readonly<Record<string, unknown>>;

/** From the older to the newer; fields by their labels, and what is `called` otherwise by its title. */
export function differences(
  before: Definition,
  after: Definition,
  fields: readonly Field[] = [],
  called: ReadonlyMap<string, string> = new Map(),
): Difference[] {
  const found: Difference[] = [];
  compare([], before, after);
  return found;

  function compare(path: readonly string[], old: unknown, now: unknown): void {
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    const key = path.at(-1) ?? '';
    if (isNamed(old, now)) {
      byName(path, asNamed(old), asNamed(now));
      return;
    }
    if (isRecord(old) && isRecord(now) && !isSaid(key)) {
      for (const one of new Set([...Object.keys(old), ...Object.keys(now)])) compare([...path, one], old[one], now[one]);
      return;
    }
    found.push({ what: inWords(path), before: said(old, key), after: said(now, key) });
  }

  function byName(path: readonly string[], old: readonly Named[], now: readonly Named[]): void {
    const names = new Set([...old, ...now].map((one) => one.name));
    for (const name of names) {
      const [was, is] = [old, now].map((items) => items.find((one) => one.name === name));
      const label = labelOf(is ?? was ?? { name });
      if (was && is) compare([...path, label], was, is);
      else found.push({ what: inWords([...path, label]), before: was && bare(was), after: is && bare(is) });
    }
    const [kept, moved] = [inBoth(old, now), inBoth(now, old)];
    if (kept !== moved) found.push({ what: `Order of ${inWords(path).toLowerCase()}`, before: kept, after: moved });
  }

  function inBoth(items: readonly Named[], others: readonly Named[]): string {
    return items
      .filter(({ name }) => others.some((one) => one.name === name))
      .map(labelOf)
      .join(', ');
  }

  function bare({ name: _, label: __, ...rest }: Named): string {
    return said(rest, '') ?? 'there';
  }

  function labelOf({ name, label }: Named): string {
    return typeof label === 'string' ? label : (fields.find((field) => field.name === name)?.label ?? name);
  }

  function said(value: unknown, key: string): string | undefined {
    if (value === undefined) return undefined;
    if (value === null) return 'nothing';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    const filter = (key === 'where' || key === 'filter') && Filter.safeParse(value).data;
    if (filter) return conditionInWords(filter, fields);
    const time = key === 'time' && TimeRange.safeParse(value).data;
    if (time) return timeInWords(time);
    if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((one) => said(one, '')).join(', ');
    if (!isRecord(value)) return called.get(String(value)) ?? labelOf({ name: String(value) });
    const { name, ...rest } = value;
    const parts = Object.entries(rest).map(([part, one]) => `${wordOf(part).toLowerCase()} ${said(one, part)}`);
    return [...(typeof name === 'string' ? [labelOf({ name })] : []), ...parts].join(', ') || 'there';
  }

  function inWords(path: readonly string[]): string {
    return path.map(wordOf).join(' › ');
  }
}

type Named = Definition & { name: string };
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const allNamed = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every((one) => isRecord(one) && typeof one.name === 'string'));
/** Lists of fields that are followed by their names. */
const isNamed = (old: unknown, now: unknown) => (Array.isArray(old) || Array.isArray(now)) && allNamed(old) && allNamed(now);
const asNamed = (value: unknown): Named[] => (Array.isArray(value) ? value : []);
/** One sentence says all of it. */
const isSaid = (key: string) => key === 'where' || key === 'filter' || key === 'time';
