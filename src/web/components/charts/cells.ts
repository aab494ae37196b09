// Two dimensions across each other: rows, columns and what stands where they meet. Pure.
import type { Column, Result, Value } from '#contract';
import { formatValue } from '../format.ts';
import { isTime, numberOf } from './drawing.ts';

export type Cells = {
  down: Column;
  across: Column;
  measure: Column;
  rows: { value: Value; label: string }[];
  columns: { value: Value; label: string }[];
  /** By row, then column; null where there is nothing. */
  amounts: (number | null)[][];
};

/** `series` goes across; otherwise the second dimension does. Null without two dimensions and a measure. */
export function cellsOf(result: Result, series?: string): Cells | null {
  const dimensions = result.columns.flatMap((column, index) => (column.role === 'dimension' ? [{ column, index }] : []));
  const of = result.columns.findIndex(({ role, of }) => role === 'measure' && !of);
  const across = dimensions.find(({ column }) => column.name === series) ?? dimensions[1];
  const down = dimensions.find((dimension) => dimension !== across);
  const measure = result.columns[of];
  if (!across || !down || !measure) return null;
  const rows = placesOf(result, down);
  const columns = placesOf(result, across);
  const rowAt = new Map(rows.map(({ value }, i) => [value, i]));
  const columnAt = new Map(columns.map(({ value }, i) => [value, i]));
  const amounts = rows.map(() => columns.map((): number | null => null));
  for (const row of result.rows) {
    const line = amounts[rowAt.get(row[down.index] ?? null) ?? -1];
    const at = columnAt.get(row[across.index] ?? null);
    if (line && at !== undefined) line[at] = numberOf(row[of]);
  }
  return { down: down.column, across: across.column, measure, rows, columns, amounts };
}

/** Numbers and times go by size; names stay in the order in which they came. */
const placesOf = ({ rows }: Result, { column, index }: { column: Column; index: number }) => {
  const values = [...new Set(rows.map((row) => row[index] ?? null))];
  if (column.type === 'number' || isTime(column)) {
    values.sort((a, b) => {
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
    });
  }
  return values.map((value) => ({ value, label: formatValue(value, column) }));
};

export const spanOfCells = ({ amounts }: Cells): [number, number] => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const line of amounts) {
    for (const amount of line) {
      if (amount === null) continue;
      least = Math.min(least, amount);
      most = Math.max(most, amount);
    }
  }
  return least > most ? [0, 1] : [least, most];
};
