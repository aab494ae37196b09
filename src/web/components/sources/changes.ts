// What became of a source's tables between two looks at them. Pure.
import type { SourceTable } from '#contract';

export function changesBetween(before: readonly SourceTable[], after: readonly SourceTable[]): string[] {
  const named = (tables: readonly SourceTable[], name: string) => tables.find((table) => table.name === name);
  return [
    ...after.filter(({ name }) => !named(before, name)).map(({ name }) => `The table “${name}” is new.`),
    ...before.flatMap((old) => {
      const now = named(after, old.name);
      if (!now) return [`The table “${old.name}” is gone.`];
      if (now.problem) return old.problem ? [] : [`“${now.name}” can’t be read any more: ${now.problem}`];
      return columnChanges(old, now);
    }),
  ];
}

const columnChanges = (old: SourceTable, now: SourceTable): string[] => {
  const typeIn = ({ columns }: SourceTable, name: string) => columns.find((column) => column.name === name)?.type;
  return [
    ...now.columns
      .filter(({ name }) => typeIn(old, name) === undefined)
      .map(({ name }) => `“${now.name}” has a new column “${name}”.`),
    ...old.columns.flatMap(({ name, type }) => {
      const is = typeIn(now, name);
      if (is === undefined) return [`“${now.name}” has no column “${name}” any more.`];
      return is === type ? [] : [`“${name}” of “${now.name}” was ${type} and is ${is}.`];
    }),
  ];
};
