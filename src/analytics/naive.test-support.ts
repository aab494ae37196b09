// The same questions answered the slow, obvious way, for tests to hold the engine to.
import type { Dimension, Filter, Grain, Measure, Query, Value } from '#contract';
import { addDays, addMonths, before, type Period, periodOf, shiftOf } from './period.ts';
import type { DatasetPlan } from './plan.ts';

export type Row = Record<string, Value>;

export function naive(dataset: DatasetPlan, rows: readonly Row[], query: Query, restrict: readonly Filter[] = []): Value[][] {
  const dimensionOf = (name: string) => dataset.dimensions.find((one) => one.name === name) as Dimension;
  const dimensionValue = (row: Row, name: string) => fieldOf(row, dimensionOf(name));
  const time = dataset.time ? dimensionOf(dataset.time) : undefined;
  const permitted = rows
    .filter((row) => restrict.every((filter) => holds(filter, (field) => row[field] ?? null)))
    .filter((row) => !query.filter || holds(query.filter, (field) => dimensionValue(row, field)));
  const days = rows.flatMap((row) =>
    time && row[time.column ?? time.name] ? [String(row[time.column ?? time.name]).slice(0, 10)] : [],
  );
  const range = query.time;
  const period = range ? periodOf(range, days.sort().at(-1) ?? '1970-01-01') : null;
  const dayOf = (row: Row) => (time ? (row[time.column ?? time.name] as string | null) : null)?.slice(0, 10) ?? null;
  const during =
    ({ from, to }: Period) =>
    (row: Row) => {
      const day = dayOf(row);
      return day !== null && day >= from && day < to;
    };
  const openTo = range && 'to' in range ? range.to : undefined;
  const now = permitted.filter((row) =>
    period ? during(period)(row) : openTo === undefined || (dayOf(row) !== null && (dayOf(row) as string) < openTo),
  );

  const groups = new Map<string, { key: Value[]; now: Row[]; earlier: Row[] }>();
  const put = (row: Row, side: 'now' | 'earlier', move: (time: string) => string) => {
    const key = query.dimensions.map(({ name, grain }) => {
      const value = dimensionValue(row, name);
      const moved = name === dataset.time && typeof value === 'string' ? move(value) : value;
      return grain && typeof moved === 'string' ? startOf(moved, grain) : moved;
    });
    const id = JSON.stringify(key);
    const group = groups.get(id) ?? { key, now: [], earlier: [] };
    group[side].push(row);
    groups.set(id, group);
  };
  if (query.dimensions.length === 0) groups.set('[]', { key: [], now: [], earlier: [] });
  for (const row of now) put(row, 'now', (text) => text);
  if (query.compare && period && range) {
    const { period: earlier, months } = before(period, range);
    const grains = query.dimensions.flatMap(({ name, grain }) => (name === dataset.time ? [grain ?? 'day'] : []));
    const shift = shiftOf(
      period,
      earlier,
      months,
      grains.every((grain) => ['month', 'quarter', 'year'].includes(grain)),
    );
    const move = (text: string) =>
      (shift.months > 0 ? addMonths(text.slice(0, 10), shift.months) : addDays(text.slice(0, 10), shift.days)) + text.slice(10);
    for (const row of permitted.filter(during(earlier))) {
      // The 31st has no counterpart in a month of 28 days.
      const beyond = grains.length > 0 && shift.months === 0 && addDays(dayOf(row) as string, shift.days) >= period.to;
      if (!beyond) put(row, 'earlier', move);
    }
  }

  const measures = query.measures.map((name) => dataset.measures.find((one) => one.name === name) as Measure);
  const answer = [...groups.values()].map(({ key, now, earlier }) => [
    ...key,
    ...measures.map((measure) => measured(measure, dataset, now)),
    ...(query.compare ? measures.map((measure) => measured(measure, dataset, earlier)) : []),
  ]);
  const place = (field: string) => {
    const d = query.dimensions.findIndex(({ name }) => name === field);
    return d >= 0 ? d : query.dimensions.length + query.measures.indexOf(field);
  };
  const first = query.dimensions[0] && dimensionOf(query.dimensions[0].name);
  const overTime = first && !first.part && !first.bucket && (first.type === 'time' || first.type === 'date');
  const usual = !overTime && measures.length > 0 ? [{ at: query.dimensions.length, descending: true }] : [];
  const order = [
    ...(query.sort?.map(({ field, descending }) => ({ at: place(field), descending })) ?? usual),
    ...query.dimensions.map((_, at) => ({ at, descending: false })),
  ];
  answer.sort((a, b) => order.reduce((sum, { at, descending }) => sum || compared(a[at] ?? null, b[at] ?? null, descending), 0));
  return answer;
}

/** Nulls last, either way round. */
function compared(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'string' && typeof b === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : Number(a) - Number(b);
  return descending ? -order : order;
}

export function holds(filter: Filter, valueAt: (field: string) => Value): boolean {
  if ('and' in filter) return filter.and.every((part) => holds(part, valueAt));
  if ('or' in filter) return filter.or.some((part) => holds(part, valueAt));
  if ('not' in filter) return !holds(filter.not, valueAt);
  const value = valueAt(filter.field);
  const same = (other: Value) =>
    other === value || (typeof other === 'string' && typeof value === 'string' && midnight(other) === midnight(value));
  if ('in' in filter) return filter.in.some(same);
  if ('notIn' in filter) return !filter.notIn.some(same);
  if ('contains' in filter) return value !== null && String(value).toLowerCase().includes(filter.contains.toLowerCase());
  const { min, max } = filter;
  if (value === null) return min === undefined && max === undefined;
  return (min === undefined || compared(value, min, false) >= 0) && (max === undefined || compared(value, max, false) < 0);
}
const midnight = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);

function fieldOf(row: Row, dimension: Dimension): Value {
  const value = row[dimension.column ?? dimension.name] ?? null;
  if (value === null) return null;
  if (dimension.part) {
    const moment = new Date(`${midnight(String(value))}Z`);
    const parts = {
      hour: moment.getUTCHours(),
      weekday: moment.getUTCDay() || 7,
      month: moment.getUTCMonth() + 1,
      year: moment.getUTCFullYear(),
    };
    return parts[dimension.part];
  }
  return dimension.bucket && typeof value === 'number' ? Math.floor(value / dimension.bucket) * dimension.bucket : value;
}

function startOf(time: string, grain: Grain): string {
  const [year = '', month = ''] = time.split('-');
  const day = time.slice(0, 10);
  switch (grain) {
    case 'hour':
      return `${midnight(time).slice(0, 13)}:00:00`;
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() || 7) - 1));
    case 'month':
      return `${year}-${month}-01`;
    case 'quarter':
      return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'year':
      return `${year}-01-01`;
  }
}

function measured(measure: Measure, dataset: DatasetPlan, rows: readonly Row[]): Value {
  if (measure.ratio) {
    const part = (name: string) => measured(dataset.measures.find((one) => one.name === name) as Measure, dataset, rows);
    const [of, to] = [part(measure.ratio.of), part(measure.ratio.to)];
    return of === null || to === null || to === 0 ? null : Number(of) / Number(to);
  }
  const { where } = measure;
  const field = (row: Row) => (name: string) => {
    const dimension = dataset.dimensions.find((one) => one.name === name);
    return dimension ? fieldOf(row, dimension) : (row[name] ?? null);
  };
  const kept = where ? rows.filter((row) => holds(where, field(row))) : rows;
  const values = kept.map((row) => (measure.column ? (row[measure.column] ?? null) : 1)).filter((value) => value !== null);
  const numbers = values.map(Number);
  const sum = numbers.reduce((a, b) => a + b, 0);
  switch (measure.aggregate) {
    case 'count':
      return values.length;
    case 'count_distinct':
      return new Set(values).size;
    case 'min':
      return values.toSorted((a, b) => compared(a, b, false))[0] ?? null;
    case 'max':
      return values.toSorted((a, b) => compared(a, b, true))[0] ?? null;
    case 'sum':
      return numbers.length > 0 ? sum : null;
    case 'avg':
      return numbers.length > 0 ? sum / numbers.length : null;
    case 'median':
      return quantile(numbers, 0.5);
    case 'p95':
      return quantile(numbers, 0.95);
    default:
      throw new Error('no such aggregate');
  }
}

function quantile(numbers: number[], q: number): Value {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  // In the engine's own order of operations: the last bit decides which of two equal rows comes first.
  const share = at - Math.floor(at);
  return low * (1 - share) + high * share;
}
