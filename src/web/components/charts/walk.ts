// Arrows lead from number to number of a table, so that the tabulator passes it in one step.
import type { KeyboardEvent } from 'react';

export function walk(event: KeyboardEvent<HTMLElement>): void {
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null;
  const row = cell?.closest('tr');
  if (!cell || !row) return;
  const cells = [...row.querySelectorAll<HTMLElement>('[data-cell]')];
  const inRow = (other: Element | null) => other?.querySelector<HTMLElement>(`[data-cell="${cell.dataset.cell}"]`);
  const ways: Record<string, () => HTMLElement | null | undefined> = {
    ArrowLeft: () => cells[cells.indexOf(cell) - 1],
    ArrowRight: () => cells[cells.indexOf(cell) + 1],
    ArrowUp: () => inRow(row.previousElementSibling),
    ArrowDown: () => inRow(row.nextElementSibling),
  };
  const next = ways[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
}
