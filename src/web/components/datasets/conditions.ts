// The rows that a measure counts, as conditions that one line each can say; and what somebody typed as one of them. Pure.
import type { Filter, Value, ValueType } from '#contract';

export type Way = 'in' | 'notIn' | 'min' | 'max' | 'contains';
export const waysOf: Record<Way, string> = {
  in: 'is one of',
  notIn: 'is none of',
  min: 'is at least',
  max: 'is below',
  contains: 'contains',
};
export type Condition = { field: string; way: Way; values: Value[] };

/** Undefined where a line can't say it: the condition then stays as it is. */
export const conditionsOf = (where: Filter | undefined): Condition[] | undefined => {
  const lines = where === undefined ? [] : 'and' in where ? where.and.map(lineOf) : [lineOf(where)];
  return lines.every((line) => line !== undefined) ? lines : undefined;
};

const lineOf = (filter: Filter): Condition | undefined => {
  if (!('field' in filter)) return undefined;
  const { field } = filter;
  if ('in' in filter) return { field, way: 'in', values: filter.in };
  if ('notIn' in filter) return { field, way: 'notIn', values: filter.notIn };
  if ('contains' in filter) return { field, way: 'contains', values: [filter.contains] };
  if (filter.min !== undefined && filter.max !== undefined) return undefined;
  return filter.max !== undefined
    ? { field, way: 'max', values: [filter.max] }
    : { field, way: 'min', values: filter.min === undefined ? [] : [filter.min] };
};

export const whereOf = (conditions: readonly Condition[]): Filter | undefined => {
  const said = conditions.map(filterOf);
  return said.length > 1 ? { and: said } : said[0];
};

const filterOf = ({ field, way, values }: Condition): Filter => {
  const [first] = values;
  if (way === 'in') return { field, in: [...values] };
  if (way === 'notIn') return { field, notIn: [...values] };
  // Nothing typed yet narrows nothing.
  if (first === undefined || first === null || first === '') return { field };
  if (way === 'contains') return { field, contains: String(first) };
  return { field, [way]: typeof first === 'number' ? first : String(first) };
};

/** Values between commas, as their field holds them; what isn't such a value stays text, and the server says so. */
export const valuesIn = (text: string, type: ValueType, way: Way): Value[] => {
  const words = way === 'in' || way === 'notIn' ? text.split(',') : [text];
  return words
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => {
      if (way === 'contains') return word;
      if (type === 'number' && Number.isFinite(Number(word))) return Number(word);
      if (type === 'boolean' && /^(yes|no|true|false)$/i.test(word)) return /^(yes|true)$/i.test(word);
      return word;
    });
};
export const textOf = (values: readonly Value[]): string =>
  values.map((value) => (value === true ? 'yes' : value === false ? 'no' : String(value ?? ''))).join(', ');
