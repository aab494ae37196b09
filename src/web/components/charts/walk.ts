// Arrows lead from number to number of a table, so that the tabulator passes it in one step.
import type { KeyboardEvent } from 'react';

export function walk(event: KeyboardEvent<HTMLElement>): void {
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null;
  const row = cell?.closest('tr');
  if (!cell || !row) return;
  const cells = [...row.querySelectorAll<HTMLElement>('[data-cell]')];
  // Over rows in which that number is missing.
  const along = (way: 'previousElementSibling' | 'nextElementSibling') => {
    for (let other = row[way]; other; other = other[way]) {
      const there = other.querySelector<HTMLElement>(`[data-cell="${cell.dataset.cell}"]`);
      if (there) return there;
    }
  };
  const ways: Record<string, () => HTMLElement | null | undefined> = {
    ArrowLeft: () => cells[cells.indexOf(cell) - 1],
    ArrowRight: () => cells[cells.indexOf(cell) + 1],
    ArrowUp: () => along('previousElementSibling'),
    ArrowDown: () => along('nextElementSibling'),
  };
  const next = ways[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Where the tabulator enters: the first number, in the first of these rows that has one. */
export function entryOf(rows: readonly number[], firstIn: (row: number) => number): { row: number; cell: number } | undefined {
  for (const row of rows) {
    const cell = firstIn(row);
    if (cell >= 0) return { row, cell };
  }
  return undefined;
}
