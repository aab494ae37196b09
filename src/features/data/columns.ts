// Which columns of what it stands on a dataset shows, and which it only counts or adds up. Its editors may say things anew
// about those; further ones are for who sees what it stands on (access model, section 2).
import { isDeepStrictEqual } from 'node:util';
import type { DefinitionOf, Dimension } from '#contract';
import { fieldsIn } from './filters.ts';

type Definition = DefinitionOf<'dataset'>;

export const columnsIn = ({ dimensions, measures }: Definition): { shown: Set<string>; counted: Set<string> } => {
  const names = new Set(dimensions.map(({ name }) => name));
  const shown = new Set(dimensions.map(columnOf));
  const counted = measures.flatMap(({ column, where }) => [
    ...(column === undefined ? [] : [column]),
    ...fieldsIn(where).filter((field) => !names.has(field)),
  ]);
  return { shown, counted: new Set([...shown, ...counted]) };
};
const columnOf = ({ column, name }: Dimension) => column ?? name;

export const reachesFurther = (before: Definition, after: Definition): boolean => {
  const moved = (['source', 'table', 'sql', 'dataset'] as const).some((field) => !isDeepStrictEqual(before[field], after[field]));
  const [old, wanted] = [columnsIn(before), columnsIn(after)];
  return moved || !wanted.shown.isSubsetOf(old.shown) || !wanted.counted.isSubsetOf(old.counted);
};
