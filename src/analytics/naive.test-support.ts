// The same questions answered the slow, obvious way, for tests to hold the engines to.
import type { Dimension, Filter, Grain, Measure, Query, Value } from '#contract';
import { type Expression, parse } from './expression.ts';
import { addDays, addMonths, comparedWith, type Period, periodOf } from './period.ts';
import type { DatasetPlan } from './plan.ts';

export type Row = Record<string, Value>;
type Group = { key: Value[]; now: Row[]; earlier: Row[] };
export type Naive = {
  rows: Value[][];
  more: boolean;
  totals: Value[];
  others: Value[];
  pivot?: { columns: { key: Value[]; totals: Value[] }[]; rows: { key: Value[]; totals: Value[] }[]; moreColumns: boolean };
};

export const naive = (dataset: DatasetPlan, rows: readonly Row[], query: Query, restrict: readonly Filter[] = []): Value[][] =>
  naively(dataset, rows, { ...query, limit: 10_000 }, restrict).rows;

export function naively(dataset: DatasetPlan, rows: readonly Row[], query: Query, restrict: readonly Filter[] = []): Naive {
  const dimensionOf = (name: string) => dataset.dimensions.find((one) => one.name === name) as Dimension;
  const permitted = rows.filter((row) => restrict.every((filter) => holds(filter, (field) => row[field] ?? null)));
  // Whatever a query reads of times, it reads as the clock shows them.
  const shown = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, query.timeZone ? byTheClock(value, query.timeZone) : value]),
    );
  const time = dataset.time ? dimensionOf(dataset.time) : undefined;
  const dayOf = (row: Row) => (time ? (row[time.column ?? time.name] as string | null) : null)?.slice(0, 10) ?? null;
  const lastDay = rows
    .map(shown)
    .flatMap((row) => dayOf(row) ?? [])
    .sort()
    .at(-1);
  const readOf = (row: Row, name: string) => fieldOf(row, dimensionOf(name));
  const kept = permitted.map(shown).filter((row) => !query.filter || holds(query.filter, (field) => readOf(row, field)));

  const range = query.time;
  const period = range ? periodOf(range, lastDay ?? '1970-01-01') : null;
  const during =
    ({ from, to }: Period) =>
    (row: Row) => {
      const day = dayOf(row);
      return day !== null && day >= from && day < to;
    };
  const openTo = range && 'to' in range ? range.to : undefined;
  const now = kept.filter((row) =>
    period ? during(period)(row) : openTo === undefined || (dayOf(row) !== null && (dayOf(row) as string) < openTo),
  );
  const drawn = query.dimensions.filter(({ name }) => name === dataset.time);
  const grains = drawn.map(({ grain }) => grain ?? 'day');
  const compared = query.compare && period && range ? comparedWith(period, range, query.compare, grains) : null;
  const before = compared ? kept.filter(during(compared.period)) : [];
  const aligned = compared ? kept.filter(during(compared.aligned)) : [];
  const moved = (text: string) => {
    const { days, months } = compared?.shift ?? { days: 0, months: 0 };
    return (months === 0 ? addDays(text.slice(0, 10), days) : addMonths(text.slice(0, 10), months)) + text.slice(10);
  };

  const measures = query.measures.map((name) => dataset.measures.find((one) => one.name === name) as Measure);
  const measuredOver = ({ now, earlier }: Pick<Group, 'now' | 'earlier'>): Value[] => [
    ...measures.map((measure) => measured(measure, dataset, now)),
    ...(query.compare ? measures.map((measure) => measured(measure, dataset, earlier)) : []),
  ];
  const totals = measuredOver({ now, earlier: before });
  const whole = (values: Value[]): Value[] => {
    const numbers = measures.map((measure, at) => ({ measure, at })).filter(({ measure }) => isNumber(measure, dataset));
    const [value, was] = [(at: number) => values[at] ?? null, (at: number) => values[measures.length + at] ?? null];
    const change = (at: number) => (value(at) === null || was(at) === null ? null : minus(value(at), was(at)));
    const part = (a: Value, b: Value) => (a === null || b === null || Number(b) === 0 ? null : Number(a) / Number(b));
    const wants = (what: 'delta' | 'ratio' | 'share') => query.derive?.includes(what);
    return [
      ...values,
      ...(wants('delta') ? numbers.map(({ at }) => change(at)) : []),
      ...(wants('ratio') ? numbers.map(({ at }) => part(change(at), was(at))) : []),
      ...(wants('share')
        ? numbers.filter(({ measure }) => addsUp(measure)).map(({ at }) => part(value(at), totals[at] ?? null))
        : []),
    ];
  };

  const groupsBy = (at: number[]): Group[] => {
    const groups = new Map<string, Group>();
    const put = (row: Row, side: 'now' | 'earlier') => {
      const key = at.map((d) => {
        const { name, grain } = query.dimensions[d] as Query['dimensions'][number];
        const value = readOf(row, name);
        const there = side === 'earlier' && name === dataset.time && typeof value === 'string' ? moved(value) : value;
        return grain && typeof there === 'string' ? startOf(there, grain, query.firstDayOfWeek ?? 1) : there;
      });
      const id = JSON.stringify(key);
      const group = groups.get(id) ?? { key, now: [], earlier: [] };
      group[side].push(row);
      groups.set(id, group);
    };
    if (at.length === 0) groups.set('[]', { key: [], now: [], earlier: [] });
    for (const row of now) put(row, 'now');
    for (const row of aligned) put(row, 'earlier');
    return [...groups.values()];
  };
  const overTime = (d: number | undefined) => {
    const { name, grain } = query.dimensions[d ?? -1] ?? {};
    const one = name === undefined ? undefined : dimensionOf(name);
    return (
      one !== undefined && (grain !== undefined || (!one.part && !one.bucket && (one.type === 'time' || one.type === 'date')))
    );
  };
  const inOrder = (at: number[], sort: Query['sort'], latest = false): { group: Group; values: Value[] }[] => {
    const usual = overTime(at[0])
      ? latest
        ? [{ by: (one: { group: Group }) => one.group.key[0] ?? null, descending: true }]
        : []
      : measures.length > 0
        ? [{ by: (one: { values: Value[] }) => one.values[0] ?? null, descending: true }]
        : [];
    const asked = sort?.map(({ field, of, descending }) => {
      const d = at.findIndex((one) => query.dimensions[one]?.name === field);
      const m = query.measures.indexOf(field);
      const by = ({ group, values }: { group: Group; values: Value[] }): Value => {
        if (d >= 0) return group.key[d] ?? null;
        const [value, was] = [values[m] ?? null, values[measures.length + m] ?? null];
        if (of === undefined) return value;
        if (of === 'previous') return was;
        if (value === null || was === null) return null;
        return of === 'delta'
          ? Number(value) - Number(was)
          : Number(was) === 0
            ? null
            : (Number(value) - Number(was)) / Number(was);
      };
      return { by, descending };
    });
    const order = [
      ...(asked ?? usual),
      ...at.map((_, k) => ({ by: (one: { group: Group }) => one.group.key[k] ?? null, descending: false })),
    ];
    return groupsBy(at)
      .map((group) => ({ group, values: measuredOver(group) }))
      .sort((a, b) => order.reduce((sum, { by, descending }) => sum || inOrderOf(by(a), by(b), descending), 0));
  };

  const across = query.pivot?.columns.map((name) => query.dimensions.findIndex((one) => one.name === name)) ?? [];
  const down = query.dimensions.map((_, at) => at).filter((at) => !across.includes(at));
  const ordered = inOrder(down, query.sort);
  const first = ordered.slice(0, query.limit);
  const rest = ordered.slice(query.limit).map(({ group }) => group);
  const unnamed = query.dimensions.map(() => null);
  const shared = {
    more: ordered.length > query.limit,
    totals: [...unnamed, ...whole(totals)],
    others: [
      ...unnamed,
      ...whole(measuredOver({ now: rest.flatMap((one) => one.now), earlier: rest.flatMap((one) => one.earlier) })),
    ],
  };
  if (!query.pivot)
    return {
      ...shared,
      rows: filled(first.map(({ group, values }) => [...group.key, ...values])).map((row) => [
        ...row.slice(0, query.dimensions.length),
        ...whole(row.slice(query.dimensions.length)),
      ]),
    };

  const columns = inOrder(across, undefined, true);
  const chosen = columns.slice(0, query.pivot.limit);
  if (overTime(across[0])) chosen.reverse();
  const cells = inOrder([...down, ...across], undefined);
  const find = (key: Value[]) => cells.find(({ group }) => JSON.stringify(group.key) === JSON.stringify(key));
  const pair = ({ group, values }: { group: Group; values: Value[] }) => ({ key: group.key, totals: whole(values) });
  return {
    ...shared,
    rows: first.flatMap((row) =>
      chosen.flatMap((column) => {
        const cell = find([...row.group.key, ...column.group.key]);
        const place = [...down, ...across];
        return cell ? [[...query.dimensions.map((_, d) => cell.group.key[place.indexOf(d)] ?? null), ...whole(cell.values)]] : [];
      }),
    ),
    pivot: { columns: chosen.map(pair), rows: first.map(pair), moreColumns: columns.length > query.pivot.limit },
  };

  function filled(answer: Value[][]): Value[][] {
    const axis = query.dimensions.findIndex(({ name, grain }) => name === dataset.time && grain);
    if (!query.fill || axis < 0 || !period || shared.more) return answer;
    const grain = query.dimensions[axis]?.grain as Grain;
    const wide = query.dimensions.length;
    const zero = [...measures, ...(query.compare ? measures : [])].map((measure) =>
      addsUp(measure) || measure.aggregate === 'count_distinct' ? 0 : null,
    );
    // Every quarter of an hour there is, in whatever bucket it falls.
    const buckets = new Set<string>();
    for (let day = period.from; day < period.to; day = addDays(day, 1))
      for (let quarter = 0; quarter < 96; quarter++)
        buckets.add(
          startOf(
            `${day}T${String(quarter >> 2).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}:00`,
            grain,
            query.firstDayOfWeek ?? 1,
          ),
        );
    const split = (row: Value[]) => row.slice(0, wide).filter((_, at) => at !== axis);
    const others = new Map(answer.map((row) => [JSON.stringify(split(row)), split(row)]));
    if (wide === 1) others.set('[]', []);
    const known = answer.map((row) => row.map((value, at) => (at < wide ? value : (value ?? zero[at - wide] ?? null))));
    const has = new Set(known.map((row) => JSON.stringify(row.slice(0, wide))));
    for (const bucket of buckets)
      for (const other of others.values()) {
        const key = [...other.slice(0, axis), bucket, ...other.slice(axis)];
        if (!has.has(JSON.stringify(key))) known.push([...key, ...zero]);
      }
    return known.sort((a, b) =>
      [axis, ...query.dimensions.map((_, at) => at)].reduce(
        (sum, at) => sum || inOrderOf(a[at] ?? null, b[at] ?? null, false),
        0,
      ),
    );
  }
}

const addsUp = ({ aggregate, additive }: Measure) => additive ?? (aggregate === 'count' || aggregate === 'sum');
const isNumber = ({ aggregate, column }: Measure, { dimensions }: DatasetPlan) => {
  if (aggregate !== 'min' && aggregate !== 'max') return true;
  const beside = dimensions.find((one) => (one.column ?? one.name) === column && !one.part && !one.bucket);
  return (beside?.type ?? 'number') === 'number';
};
const minus = (a: Value, b: Value): Value => {
  if (![a, b].every((one) => /^-?\d+$/.test(String(one)))) return Number(a) - Number(b);
  const exact = BigInt(String(a)) - BigInt(String(b));
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : String(exact);
};

/** Of moments only: a day is a day everywhere. */
function byTheClock(value: Value, timeZone: string): Value {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(value)) return value;
  const key = `${timeZone} ${value.slice(0, 19)}`;
  const shown = clocks.get(key) ?? new Date(`${value.slice(0, 19)}Z`).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  clocks.set(key, shown);
  return shown + value.slice(19);
}
/** The same few rows are asked about hundreds of times. */
const clocks = new Map<string, string>();

/** Nulls last, either way round. */
function inOrderOf(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const whole = (value: Value) => /^-?\d+$/.test(String(value));
  if (whole(a) && whole(b)) {
    const order = BigInt(String(a)) < BigInt(String(b)) ? -1 : BigInt(String(a)) > BigInt(String(b)) ? 1 : 0;
    return descending ? -order : order;
  }
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
  const time = (one: Value) => (typeof one === 'string' ? midnight(one) : one);
  const at = time(value);
  return (
    (min === undefined || inOrderOf(at, time(min), false) >= 0) && (max === undefined || inOrderOf(at, time(max), false) < 0)
  );
}
const midnight = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? `${text}T00:00:00`
    : /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/.test(text)
      ? `${text.replace(' ', 'T')}:00`
      : text;

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
  if (dimension.bucket && typeof value === 'number') return Math.floor(value / dimension.bucket) * dimension.bucket;
  return asType(value, dimension.type);
}

/** What can't be read as the type is no value. */
function asType(value: NonNullable<Value>, type: Dimension['type']): Value {
  if (type === 'string') return String(value);
  if (type === 'number')
    return typeof value !== 'string' || /^-?\d{16,}$/.test(value)
      ? value
      : value.trim() && Number.isFinite(Number(value))
        ? Number(value)
        : null;
  if (type === 'boolean') {
    if (typeof value === 'number') return value !== 0;
    return typeof value === 'boolean'
      ? value
      : ['true', 't', 'yes', 'y', '1'].includes(value.toLowerCase())
        ? true
        : ['false', 'f', 'no', 'n', '0'].includes(value.toLowerCase())
          ? false
          : null;
  }
  const text = String(value);
  const real =
    /^\d{4}-\d\d-\d\d/.test(text) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.slice(0, 10) === text.slice(0, 10);
  return real ? (type === 'date' ? text.slice(0, 10) : text) : null;
}

function startOf(time: string, grain: Grain, firstDay: number): string {
  const [year = '', month = ''] = time.split('-');
  const day = time.slice(0, 10);
  switch (grain) {
    case 'second':
      return midnight(time).slice(0, 19);
    case 'minute':
      return `${midnight(time).slice(0, 16)}:00`;
    case 'hour':
      return `${midnight(time).slice(0, 13)}:00:00`;
    case 'day':
      return day;
    case 'week':
      return [0, 1, 2, 3, 4, 5, 6]
        .map((back) => addDays(day, -back))
        .find((one) => new Date(`${one}T00:00:00Z`).getUTCDay() === firstDay) as string;
    case 'month':
      return `${year}-${month}-01`;
    case 'quarter':
      return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'year':
      return `${year}-01-01`;
  }
}

/** Measures that it names go by their own conditions. */
const asExpression = (part: Expression, dataset: DatasetPlan, kept: readonly Row[], rows: readonly Row[]): Value => {
  if ('name' in part) return worked(part, dataset, rows);
  if ('sign' in part)
    return worked(
      {
        ...part,
        left: literal(asExpression(part.left, dataset, kept, rows)),
        right: literal(asExpression(part.right, dataset, kept, rows)),
      },
      dataset,
      kept,
    );
  return worked(part, dataset, kept);
};
/** An aggregate of nothing is the only constant that isn't known. */
const literal = (value: Value): Expression =>
  value === null ? { at: 0, call: 'coalesce', over: [] } : { at: 0, number: Number(value) };

/** Row by row where an aggregate asks for it, else over all of them. */
function worked(part: Expression, dataset: DatasetPlan, rows: readonly Row[], row?: Row): Value {
  const inner = (one: Expression) => worked(one, dataset, rows, row);
  if ('number' in part) return part.number;
  if ('name' in part) {
    if (!row) return measured(dataset.measures.find(({ name }) => name === part.name) as Measure, dataset, rows);
    return fieldOf(row, dataset.dimensions.find(({ name }) => name === part.name) as Dimension);
  }
  if ('minus' in part) return negative(inner(part.minus));
  if ('sign' in part) {
    const [a, b] = [inner(part.left), inner(part.right)];
    if (a === null || b === null || (part.sign === '/' && Number(b) === 0)) return null;
    const [x, y] = [Number(a), Number(b)];
    return { '+': x + y, '-': x - y, '*': x * y, '/': x / y }[part.sign];
  }
  const [only] = part.over;
  if (part.call === 'coalesce') return part.over.map(inner).find((value) => value !== null) ?? null;
  if (part.call === 'abs') return only ? Math.abs(Number(inner(only))) : null;
  const each = rows.map((one) => (only ? worked(only, dataset, rows, one) : 1));
  return measured(
    { name: 'part', aggregate: part.call, column: 'x' } as Measure,
    dataset,
    each.map((x) => ({ x })),
  );
}
const negative = (value: Value): Value => (value === null ? null : -Number(value));

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
  if (measure.expression) return asExpression(parse(measure.expression), dataset, kept, rows);
  const values = kept.map((row) => (measure.column ? (row[measure.column] ?? null) : 1)).filter((value) => value !== null);
  const numbers = values.map(Number);
  const sum = numbers.reduce((a, b) => a + b, 0);
  const exact = () => {
    if (!values.every((value) => /^-?\d+$/.test(String(value)))) return sum;
    const all = values.reduce((total, value) => total + BigInt(String(value)), 0n);
    return Number.isSafeInteger(Number(all)) ? Number(all) : String(all);
  };
  switch (measure.aggregate) {
    case 'count':
      return values.length;
    case 'count_distinct':
      return new Set(values).size;
    case 'min':
      return values.toSorted((a, b) => inOrderOf(a, b, false))[0] ?? null;
    case 'max':
      return values.toSorted((a, b) => inOrderOf(a, b, true))[0] ?? null;
    case 'sum':
      return numbers.length > 0 ? exact() : null;
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
