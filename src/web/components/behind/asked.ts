// Which rows a number counts: a chart's own conditions, what its reader chose, what was clicked, what its measure counts. Pure.
import { ChartDefinition, type Choices, type Filter, type Measure, type Query, type Resource, type TimeRange } from '#contract';

type Asked = {
  query: Pick<Query, 'filter' | 'time' | 'measures'>;
  choices?: Choices | undefined;
  picks?: readonly { field: string; value: string | number | boolean | null }[];
  /** Of a cell, what its row says. */
  where?: readonly Filter[];
  /** What the dataset lets rows be narrowed by. */
  dimensions: readonly string[];
  measures: readonly Measure[];
};

export function rowsAsked({ query, choices = {}, picks = [], where = [], dimensions, measures }: Asked): {
  filter?: Filter;
  time?: TimeRange;
} {
  const picked = picks.map(({ field, value }) => ({ field, in: [value] }));
  const conditions = [query.filter, choices.filter, ...picked, ...where].flatMap(parts);
  const counted = oneCondition(query.measures, measures);
  // On a dashboard over several datasets a filter may be of another one; it narrows nothing here.
  const fits = [...conditions, ...parts(counted)].filter((one) => fieldsIn(one).every((field) => dimensions.includes(field)));
  const time = choices.time ?? query.time;
  return {
    ...(fits.length > 0 && { filter: fits.length === 1 ? fits[0] : { and: fits } }),
    ...(time && { time }),
  };
}

const parts = (filter: Filter | undefined): Filter[] => (filter === undefined ? [] : 'and' in filter ? filter.and : [filter]);

/** Several measures count different rows: then all of them are shown. */
const oneCondition = (asked: readonly string[], measures: readonly Measure[]): Filter | undefined => {
  const conditions = asked.map((name) => measures.find((measure) => measure.name === name)?.where);
  return new Set(conditions.map((one) => JSON.stringify(one))).size === 1 ? conditions[0] : undefined;
};

const fieldsIn = (filter: Filter): string[] => {
  if ('and' in filter) return filter.and.flatMap(fieldsIn);
  if ('or' in filter) return filter.or.flatMap(fieldsIn);
  return 'not' in filter ? fieldsIn(filter.not) : [filter.field];
};

export const askedBy = ({ definition }: Pick<Resource, 'definition'>): Query =>
  (ChartDefinition.safeParse(definition).data ?? ChartDefinition.parse({})).query;
