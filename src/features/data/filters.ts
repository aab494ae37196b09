import type { Filter } from '#contract';

/** Every field that a filter is about. */
export const fieldsIn = (filter: Filter | undefined): string[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(fieldsIn);
  if ('or' in filter) return filter.or.flatMap(fieldsIn);
  if ('not' in filter) return fieldsIn(filter.not);
  return [filter.field];
};
