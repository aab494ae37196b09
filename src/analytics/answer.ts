// From what the engine answered to what is handed on: gaps filled, changes and shares worked out, a pivot put in order.
import { type Column, type Grain, invalid, type Query, type Result, type Value } from '#contract';
import { midnight, next, startOf } from './calendar.ts';
import type { Compiled } from './compile.ts';
import { isZeroOfNothing } from './measure.ts';
import { addDays, type Period } from './period.ts';
import type { DatasetPlan } from './plan.ts';
import { isTime } from './wanted.ts';

export type Answers = { [question in keyof Compiled['questions']]?: Value[][] };
/** `now` is what the clock shows that the query is asked by, `lastDay` the data's. */
export type Present = { dataset: DatasetPlan; now: string; lastDay: string | null; rowCap: number };

export function answerOf(
  compiled: Compiled,
  query: Query,
  answers: Answers,
  present: Present,
): Omit<Result, 'dataAsOf' | 'engineMs'> {
  const { wanted, columns, rows: limit, period } = compiled;
  const [dimensions, measures] = [wanted.dimensions.length, wanted.measures.length];
  const all = answers.rows ?? [];
  const more = all.length > limit;
  const [totals] = answers.totals ?? [];
  const [others] = answers.others ?? [];
  const derived = (values: readonly Value[]): Value[] => [...values, ...derive(columns, wanted, values, totals)];
  const whole = (row: readonly Value[]): Value[] => [...row.slice(0, -width()), ...derived(row.slice(-width()))];
  const unnamed = (row: Value[]): Value[] => [...wanted.dimensions.map(() => null), ...derived(row)];
  const shared = {
    columns,
    more,
    ...(period && { period }),
    ...(compiled.comparedWith && { comparedWith: compiled.comparedWith }),
    ...((query.totals || query.pivot) && totals && { totals: unnamed(totals) }),
    ...(others && { others: unnamed(others) }),
  };
  if (query.pivot) return { ...shared, ...pivoted() };
  const filled = query.fill && !more ? fill(all, compiled, query, present) : all.slice(0, limit);
  const rows = measures > 0 ? filled.map(whole) : filled;
  const partial = partialOf(rows, compiled, query, present);
  return { ...shared, rows, ...(partial && { partial }) };

  function width() {
    return measures * (query.compare ? 2 : 1);
  }

  function pivoted(): Pick<Result, 'rows' | 'pivot'> {
    const keyed = (among: Value[][] = [], most = 0) =>
      among.slice(0, most).map((row) => ({ key: row.slice(0, -width()), totals: derived(row.slice(-width())) }));
    const rows = keyed(all, limit);
    const across = keyed(answers.across, compiled.across);
    // The latest were kept; time runs on to the right.
    if (isOverTime(wanted.across[0])) across.reverse();
    const place = (keys: { key: Value[] }[]) => new Map(keys.map(({ key }, at) => [JSON.stringify(key), at]));
    const [down, right] = [place(rows), place(across)];
    const split = wanted.down.length;
    const cells = (answers.cells ?? [])
      .map((row) => ({
        row,
        at: [down.get(JSON.stringify(row.slice(0, split))), right.get(JSON.stringify(row.slice(split, dimensions)))] as const,
      }))
      .sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0) || (a.at[1] ?? 0) - (b.at[1] ?? 0))
      .map(({ row }) => row);
    // As the columns name them: a dimension that goes across may stand before one that goes down.
    const order = [...wanted.down, ...wanted.across];
    const inPlace = (row: Value[]) => [
      ...row.slice(0, dimensions).map((_, d) => row[order.indexOf(d)] ?? null),
      ...row.slice(dimensions),
    ];
    const moreColumns = (answers.across ?? []).length > compiled.across;
    return { rows: cells.map(inPlace).map(whole), pivot: { columns: across, rows, moreColumns } };
  }

  function isOverTime(at: number | undefined) {
    const drawn = wanted.dimensions[at ?? -1];
    return drawn !== undefined && (drawn.grain !== undefined || isTime(drawn.dimension));
  }
}

/** Changes, changes as a part of what was, parts of the total: of one group's measures, in the order of the columns. */
function derive(
  columns: readonly Column[],
  { measures }: Compiled['wanted'],
  values: readonly Value[],
  totals: readonly Value[] | undefined,
): Value[] {
  return columns.flatMap(({ name, of }) => {
    if (of === undefined || of === 'previous') return [];
    const at = measures.findIndex((measure) => measure.name === name);
    const [now = null, before = null] = [values[at], values[measures.length + at]];
    if (of === 'share') return [quotient(now, totals?.[at] ?? null)];
    const delta = difference(now, before);
    return [of === 'delta' ? delta : quotient(delta, before)];
  });
}

/** Exact beyond 2^53, where whole numbers travel as text. */
export function difference(now: Value, before: Value): Value {
  if (now === null || before === null) return null;
  if (!isWhole(now) || !isWhole(before)) return Number(now) - Number(before);
  const exact = BigInt(now) - BigInt(before);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact.toString();
}
const isWhole = (value: Value): value is string | number =>
  typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value);

export const quotient = (of: Value, to: Value): Value =>
  of === null || to === null || Number(to) === 0 ? null : Number(of) / Number(to);

type Axis = { at: number; grain: Grain };

/** The time that is drawn, in buckets. */
const axisOf = ({ wanted }: Compiled, { dataset }: Present): Axis | null => {
  const at = wanted.dimensions.findIndex(({ dimension, grain }) => dimension.name === dataset.time && grain);
  const grain = wanted.dimensions[at]?.grain;
  return grain ? { at, grain } : null;
};

/** Every bucket of the period, for every combination of the other dimensions that there is. */
function fill(rows: Value[][], compiled: Compiled, query: Query, present: Present): Value[][] {
  const axis = axisOf(compiled, present);
  if (!axis) throw invalid('fill', 'needs the dataset’s time among the dimensions, with a grain');
  const { wanted } = compiled;
  const dimensions = wanted.dimensions.length;
  const nothing = [...wanted.measures, ...(query.compare ? wanted.measures : [])].map((measure) =>
    isZeroOfNothing(measure) ? 0 : null,
  );
  const buckets = bucketsOf(axis.grain, query, compiled.period, rows, axis.at);
  const others = new Map(rows.map((row) => [JSON.stringify(keyOf(row)), keyOf(row)]));
  if (dimensions === 1) others.set('[]', []);
  if (buckets.length * others.size > present.rowCap)
    throw invalid('fill', `would come to ${buckets.length * others.size} rows, and an answer has ${present.rowCap} at most`);
  // A group that is there for the other period's sake has nothing in this one.
  const settled = rows.map((row) =>
    row.map((value, at) => (at < dimensions ? value : (value ?? nothing[at - dimensions] ?? null))),
  );
  const known = new Map(settled.map((row) => [JSON.stringify(row.slice(0, dimensions)), row]));
  const complete = [...buckets].flatMap((bucket) =>
    [...others.values()].map((key) => {
      const named = [...key.slice(0, axis.at), bucket, ...key.slice(axis.at)];
      return known.get(JSON.stringify(named)) ?? [...named, ...nothing];
    }),
  );
  const added = new Set(complete.map((row) => JSON.stringify(row.slice(0, dimensions))));
  const beyond = settled.filter((row) => !added.has(JSON.stringify(row.slice(0, dimensions))));
  return inTime(
    [...complete, ...beyond],
    axis.at,
    dimensions,
    query.sort?.[0]?.field === query.dimensions[axis.at]?.name && query.sort?.[0]?.descending === true,
  );

  function keyOf(row: Value[]) {
    return row.slice(0, dimensions).filter((_, at) => at !== axis?.at);
  }
}

function bucketsOf(grain: Grain, query: Query, period: Period | null, rows: Value[][], at: number): string[] {
  const times = rows.flatMap((row) => (typeof row[at] === 'string' ? [row[at]] : [])).sort();
  const firstDay = query.firstDayOfWeek ?? 1;
  const begin = period ? startOf(period.from, grain, firstDay) : times[0];
  const last = period ? startOf(`${addDays(period.to, -1)}T23:59:59`, grain, firstDay) : times.at(-1);
  const buckets: string[] = [];
  if (begin === undefined || last === undefined) return buckets;
  // One more than an answer could hold is enough to refuse it.
  for (let bucket = begin; bucket <= last && buckets.length <= 100_000; bucket = next(bucket, grain)) buckets.push(bucket);
  return buckets;
}

/** By the bucket, then by whatever else tells two rows apart. */
const inTime = (rows: Value[][], axis: number, dimensions: number, descending: boolean): Value[][] =>
  rows.toSorted((a, b) => {
    const time = inOrder(a[axis], b[axis]);
    const rest = () => Array.from({ length: dimensions }).reduce<number>((sum, _, at) => sum || inOrder(a[at], b[at]), 0);
    return (descending && a[axis] !== null && b[axis] !== null ? -time : time) || rest();
  });

/** As the engines do it: byte by byte, what is unknown last. */
function inOrder(a: Value = null, b: Value = null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

/** Buckets that reach over an end of the period or of the data, and the one that we live in. */
function partialOf(rows: Value[][], compiled: Compiled, _query: Query, present: Present): string[] | null {
  const axis = axisOf(compiled, present);
  if (!axis) return null;
  const { now, lastDay } = present;
  const { period } = compiled;
  const inDays = axis.grain !== 'hour' && axis.grain !== 'minute' && axis.grain !== 'second';
  const ends = [...(period ? [period.to] : []), ...(inDays && lastDay ? [addDays(lastDay, 1)] : [])].map(midnight).sort();
  const buckets = [...new Set(rows.flatMap((row) => (typeof row[axis.at] === 'string' ? [String(row[axis.at])] : [])))];
  return buckets
    .filter((bucket) => {
      const [begin, end] = [midnight(bucket), midnight(next(bucket, axis.grain))];
      const cut =
        (period !== null && begin < midnight(period.from)) || (ends[0] !== undefined && end > ends[0] && begin < ends[0]);
      return cut || (begin <= now && now < end);
    })
    .sort();
}
