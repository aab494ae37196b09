// An answer as a table: tabular figures, bars behind the first measure where asked, any number of rows.
import { createColumnHelper, createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { Column, Result, Value } from '#contract';
import { formatValue } from '../format.ts';
import styles from './data-table.module.css';
import { type Highlight, toneOf } from './highlight.ts';
import { entryOf, walk } from './walk.ts';

type Row = readonly Value[];
const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const helper = createColumnHelper<typeof features, Row>();
const rowHeight = 29;
const fingerHeight = 45;
const coarse = () => window.matchMedia('(pointer: coarse)').matches;

/** What was worked out of a measure is named after it. */
const headingOf = (column: Column, all: readonly Column[]) => {
  if (!column.of) return column.label;
  const measure = all.find((other) => other.name === column.name && !other.of)?.label ?? column.label;
  return `${measure}, ${worked[column.of]}`;
};
const worked = { previous: 'period before', delta: 'change', ratio: 'change in parts', share: 'share' } as const;

/** Nothing known comes last, numbers by size, the rest as people read it. */
const order = (a: Value | undefined, b: Value | undefined): number => {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
};

type Props = {
  result: Result;
  bars?: boolean;
  name: string;
  highlight?: readonly Highlight[] | undefined;
  /** Numbers with rows behind them that can be looked at. */
  behind?: {
    has: (column: Column) => boolean;
    onChoose: (row: Row, measure: Column, button: HTMLElement) => void;
  };
  /** Values of its first column can be chosen. */
  pick?: { chosen: readonly Value[]; onToggle: (value: Value) => void };
};

export function DataTable({ result, bars, name, highlight = [], behind, pick }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const columns = useMemo(
    () =>
      helper.columns(
        result.columns.map((column, i) =>
          helper.accessor((row) => row[i], {
            id: `${i}`,
            header: headingOf(column, result.columns),
            sortFn: (a, b) => order(a.original[i], b.original[i]),
            sortDescFirst: column.role === 'measure',
          }),
        ),
      ),
    [result.columns],
  );
  const table = useTable({ features, columns, data: result.rows });
  const rows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (behind && coarse() ? fingerHeight : rowHeight),
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  // One of its numbers is on the way of the tabulator; from there arrows lead to the others.
  const leads = (column: Column, value: Value | undefined) => behind?.has(column) === true && typeof value === 'number';
  const entry = entryOf(
    shown.filter(({ end }) => end > (virtual.scrollOffset ?? 0)).map(({ index }) => index),
    (index) => result.columns.findIndex((column, i) => leads(column, rows[index]?.original[i])),
  );
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const barred = bars ? result.columns.findIndex((column) => column.role === 'measure') : -1;
  const longest = useMemo(
    () => result.rows.reduce((most, row) => (typeof row[barred] === 'number' ? Math.max(most, Math.abs(row[barred])) : most), 0),
    [result.rows, barred],
  );

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={`${name}, table`} onKeyDown={behind && walk}>
      <table className={styles.table} data-behind={behind && true} aria-rowcount={rows.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header, i) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-number={result.columns[i]?.type === 'number' || undefined}
                    aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                  >
                    <button type="button" className={styles.sort} onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      {sorted && <span aria-hidden="true">{sorted === 'asc' ? ' ↑' : ' ↓'}</span>}
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {above > 0 && (
            <tr>
              <td style={{ height: above, border: 0 }} colSpan={result.columns.length} />
            </tr>
          )}
          {shown.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <tr key={row.id} aria-rowindex={item.index + 2}>
                  {result.columns.map((column, i) => {
                    const value = row.original[i];
                    const text = formatValue(value, column);
                    const bar = i === barred && typeof value === 'number' && longest > 0;
                    return (
                      <td
                        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                        key={i}
                        data-number={column.type === 'number' || undefined}
                        data-tone={column.of ? undefined : toneOf(value, column.name, highlight)}
                        className={bar ? styles.bar : column.of ? styles.quiet : undefined}
                        style={bar ? { backgroundSize: `${(Math.abs(value) / longest) * 100}% 20px` } : undefined}
                        title={text.length > 40 ? text : undefined}
                      >
                        {behind && leads(column, value) ? (
                          <button
                            type="button"
                            className={styles.behind}
                            aria-label={`Rows of ${text}`}
                            data-cell={i}
                            tabIndex={item.index === entry?.row && i === entry.cell ? 0 : -1}
                            onClick={(event) => behind.onChoose(row.original, column, event.currentTarget)}
                          >
                            {text}
                          </button>
                        ) : pick && i === 0 ? (
                          <button
                            type="button"
                            className={styles.pick}
                            aria-pressed={pick.chosen.includes(value ?? null)}
                            onClick={() => pick.onToggle(value ?? null)}
                          >
                            {text}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              )
            );
          })}
          {below > 0 && (
            <tr>
              <td style={{ height: below, border: 0 }} colSpan={result.columns.length} />
            </tr>
          )}
        </tbody>
        {result.totals && (
          <tfoot>
            <tr>
              {result.columns.map((column, i) => {
                return column.role === 'dimension' ? (
                  <th key={column.name} scope="row">
                    {i === 0 ? 'Total' : ''}
                  </th>
                ) : (
                  <td key={`${column.name} ${column.of ?? ''}`} data-number>
                    {formatValue(result.totals?.[i], column)}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        )}
      </table>
      {result.more && <p className={styles.more}>The first {rows.length} rows; there are more in the data.</p>}
    </section>
  );
}
