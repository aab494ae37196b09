// A chart while it is being made: what it asks, what it can be drawn as, and what it is when saved. Pure.
import type { z } from 'zod';
import type { ChartDefinition, ChartType, Field, Filter, QueryInput } from '#contract';
import { isTime, type Look } from '../charts/drawing.ts';
import { type Chosen, conditionsOf, isBounded, nothingChosen } from '../filters/chosen.ts';

export type Draft = {
  title: string;
  dataset: string;
  type: ChartType;
  /** Chosen by hand: choosing other fields doesn't change it any more. */
  typeChosen: boolean;
  query: QueryInput;
  look: Omit<Look, 'type' | 'across'>;
};
export type Asked = { dimensions: readonly Field[]; measures: readonly Field[] };

export const emptyQuery: QueryInput = { dimensions: [], measures: [] };

export const askedOf = ({ query }: Draft, fields: readonly Field[]): Asked => ({
  dimensions: (query.dimensions ?? []).flatMap(({ name }) => fields.filter((field) => field.name === name)),
  measures: (query.measures ?? []).flatMap((name) => fields.filter((field) => field.name === name)),
});

/** What most people would draw of these. */
export function suggested({ dimensions, measures }: Asked): ChartType {
  const [first, second] = dimensions;
  if (!first) return measures.length > 0 ? 'number' : 'table';
  if (measures.length === 0 || dimensions.length > 2) return 'table';
  if (dimensions.some(isTime)) return measures.length > 1 && second ? 'table' : 'line';
  if (!second) return first.bucket ? 'histogram' : measures.length === 1 ? 'bar' : measures.length === 2 ? 'combo' : 'table';
  return measures.length > 1 ? 'table' : first.type === 'number' && second.type === 'number' ? 'heatmap' : 'pivot';
}

/** What a kind of chart needs, when these fields aren't it; undefined when they are. */
export function lackingFor(type: ChartType, { dimensions, measures }: Asked): string | undefined {
  const [d, m] = [dimensions.length, measures.length];
  const one = (fits: boolean, needs: string) => (fits ? undefined : needs);
  switch (type) {
    case 'table':
      return one(d + m > 0, 'needs any field');
    case 'number':
      return one(m === 1 && (d === 0 || (d === 1 && dimensions.some(isTime))), 'needs one measure, alone or over time');
    case 'line':
    case 'area':
    case 'bar':
      return one(
        (d === 1 && m > 0) || (d === 2 && m === 1),
        'needs one dimension and measures, or two dimensions and one measure',
      );
    case 'combo':
      return one(d === 1 && m >= 2, 'needs one dimension and two measures');
    case 'pie':
    case 'leaderboard':
      return one(d === 1 && m === 1, 'needs one dimension and one measure');
    case 'histogram':
      return one(d === 1 && m === 1 && dimensions[0]?.type === 'number', 'needs one dimension of numbers and one measure');
    case 'heatmap':
      return one(d === 2 && m === 1, 'needs two dimensions and one measure');
    case 'pivot':
      return one(d >= 2 && m > 0, 'needs two dimensions and a measure');
    case 'scatter':
      return one(d === 1 && (m === 2 || m === 3), 'needs one dimension and two or three measures');
  }
}

/** Which of two dimensions makes series, or goes across: what was told, else the one that isn't the axis. */
export const seriesOf = ({ look }: Draft, { dimensions }: Asked): string | undefined => {
  if (dimensions.length !== 2) return undefined;
  const axis = dimensions.find(isTime) ?? dimensions[0];
  const told = dimensions.find(({ name }) => name === look.series);
  return (told ?? dimensions.find((dimension) => dimension !== axis))?.name;
};

/** What is asked so that this kind can be drawn from it. */
export function queryOf(draft: Draft, asked: Asked): QueryInput {
  const { totals: _, pivot: __, derive: ___, others: ____, fill: _____, ...query } = draft.query;
  const measure = asked.measures[0]?.name;
  const greatest = measure && !query.sort?.length ? { sort: [{ field: measure, descending: true }] } : {};
  switch (draft.type) {
    case 'table':
      return { ...query, ...(asked.dimensions.length > 0 && { totals: true }) };
    case 'pivot': {
      const across = seriesOf(draft, asked) ?? asked.dimensions.at(-1)?.name;
      return { ...query, totals: true, ...(across && { pivot: { columns: [across] } }) };
    }
    case 'leaderboard':
      return { ...query, ...greatest, derive: ['share'] };
    case 'pie':
      return { ...query, ...(asked.dimensions[0]?.type === 'string' && greatest), others: true };
    case 'bar':
    case 'combo':
      // What has an order of its own, hours or steps, keeps it.
      return asked.dimensions[0]?.type === 'string' ? { ...query, ...greatest } : query;
    case 'line':
    case 'area':
      return asked.dimensions.length === 1 && asked.dimensions.some(isTime) ? { ...query, fill: true } : query;
    default:
      return query;
  }
}

export const lookOf = (draft: Draft, asked: Asked): Look => {
  const series = seriesOf(draft, asked);
  return {
    ...draft.look,
    type: draft.type,
    ...(series && draft.type !== 'pivot' && draft.type !== 'table' && { series }),
    ...(draft.type === 'pivot' && { across: queryOf(draft, asked).pivot?.columns }),
  };
};

export function definitionOf(draft: Draft, asked: Asked): z.input<typeof ChartDefinition> {
  const { across: _, highlight, lines, ...look } = lookOf(draft, asked);
  return {
    dataset: draft.dataset,
    query: queryOf(draft, asked),
    ...look,
    ...(lines && { lines: [...lines] }),
    ...(highlight && highlight.length > 0 && { highlight: [...highlight] }),
  };
}

/** With a field more or one less; a time gets a grain that gives a readable number of points. */
export function toggled(draft: Draft, field: Field, fields: readonly Field[]): Draft {
  const { dimensions = [], measures = [] } = draft.query;
  const query: QueryInput =
    field.role === 'measure'
      ? { ...draft.query, measures: without(measures, field.name, (name) => name) ?? [...measures, field.name] }
      : {
          ...draft.query,
          dimensions: without(dimensions, field.name, ({ name }) => name) ?? [
            ...dimensions,
            { name: field.name, ...(isTime(field) && { grain: 'month' as const }) },
          ],
        };
  const kept = new Set([...(query.dimensions ?? []).map(({ name }) => name), ...(query.measures ?? [])]);
  const next = { ...draft, query: { ...query, sort: query.sort?.filter((one) => kept.has(one.field)) } };
  const asked = askedOf(next, fields);
  const type = draft.typeChosen && !lackingFor(draft.type, asked) ? draft.type : suggested(asked);
  return { ...next, type, typeChosen: draft.typeChosen && type === draft.type };
}

const without = <Item>(items: readonly Item[], name: string, nameOf: (item: Item) => string): Item[] | undefined =>
  items.some((item) => nameOf(item) === name) ? items.filter((item) => nameOf(item) !== name) : undefined;

/** A chart's conditions as what is chosen in filters, and those that no filter could say. */
export function filtersOf(query: QueryInput): { chosen: Chosen; rest: Filter[] } {
  const chosen: Chosen = { ...nothingChosen, values: {}, ranges: {} };
  const rest: Filter[] = [];
  // A filter's schema is recursive, and zod can't tell what it takes; it takes what it gives.
  const filter = query.filter as Filter | undefined;
  const conditions = !filter ? [] : 'and' in filter ? filter.and : [filter];
  for (const one of conditions) {
    if ('in' in one) chosen.values[one.field] = one.in;
    else if ('field' in one && ('min' in one || 'max' in one) && typeof (one.min ?? one.max) === 'number') {
      const { min, max } = one;
      chosen.ranges[one.field] = { ...(typeof min === 'number' && { min }), ...(typeof max === 'number' && { max }) };
    } else rest.push(one);
  }
  return {
    chosen: { ...chosen, ...(query.time && { time: query.time }), ...(query.compare && { compare: query.compare }) },
    rest,
  };
}

/** What is chosen in filters as a query says it. */
export function filtered(chosen: Chosen, rest: readonly Filter[]): Pick<QueryInput, 'filter' | 'time' | 'compare'> {
  const values = Object.fromEntries(Object.entries(chosen.values).filter(([, of]) => of.length > 0));
  const ranges = Object.fromEntries(
    Object.entries(chosen.ranges).filter(([, { min, max }]) => min !== undefined || max !== undefined),
  );
  const conditions = [...rest, ...conditionsOf({ ...chosen, values, ranges })];
  const time = chosen.time && Object.keys(chosen.time).length > 0 ? chosen.time : undefined;
  return {
    filter: conditions.length > 1 ? { and: conditions } : conditions[0],
    time,
    compare: isBounded(time) ? chosen.compare : undefined,
  };
}
