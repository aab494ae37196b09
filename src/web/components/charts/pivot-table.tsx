// A pivot: one dimension down, another across, numbers where they meet, and what each row and column comes to.
import type { Column, Result, Value } from '#contract';
import { formatValue } from '../format.ts';
import styles from './data-table.module.css';
import { isTime } from './drawing.ts';
import type { Highlight } from './highlight.ts';
import { toneOf } from './highlight.ts';

type Pivoted = NonNullable<Result['pivot']>;

/** Hours, steps and times have an order of their own, whichever of them came to most. */
const inOrder = (columns: Pivoted['columns'], first: Column | undefined): Pivoted['columns'] =>
  first && (first.type === 'number' || isTime(first))
    ? columns.toSorted((a, b) => {
        const [x = null, y = null] = [a.key[0], b.key[0]];
        return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
      })
    : columns;

type Props = { result: Result & { pivot: Pivoted }; across: readonly string[]; name: string; highlight?: readonly Highlight[] };

export function PivotTable({ result, across, name, highlight = [] }: Props) {
  const { rows: lefts, moreColumns } = result.pivot;
  const dimensions = result.columns.flatMap((column, index) => (column.role === 'dimension' ? [{ column, index }] : []));
  const down = dimensions.filter(({ column }) => !across.includes(column.name));
  const top = dimensions.filter(({ column }) => across.includes(column.name));
  const tops = inOrder(result.pivot.columns, top[0]?.column);
  const measures = result.columns.flatMap((column, index) => (column.role === 'measure' ? [{ column, index }] : []));
  const keyOf = (row: readonly Value[], of: typeof dimensions) => JSON.stringify(of.map(({ index }) => row[index] ?? null));
  const cells = new Map(result.rows.map((row) => [`${keyOf(row, down)} ${keyOf(row, top)}`, row]));
  const said = (key: readonly Value[], of: typeof dimensions) => key.map((value, i) => formatValue(value, of[i]?.column ?? {}));
  const number = (value: Value | undefined, column: Column, key: string) => (
    <td key={key} data-number data-tone={toneOf(value, column.name, highlight)}>
      {formatValue(value, column)}
    </td>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={`${name}, table`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {down.map(({ column }) => (
              <th key={column.name} scope="col" rowSpan={measures.length > 1 ? 2 : 1}>
                {column.label}
              </th>
            ))}
            {tops.map(({ key }) => (
              <th key={JSON.stringify(key)} scope="colgroup" colSpan={measures.length} data-number>
                {said(key, top).join(', ')}
              </th>
            ))}
            <th scope="colgroup" colSpan={measures.length} data-number>
              Total
            </th>
          </tr>
          {measures.length > 1 && (
            <tr>
              {[...tops.map(({ key }) => JSON.stringify(key)), 'total'].flatMap((key) =>
                measures.map(({ column, index }) => (
                  <th key={`${key} ${index}`} scope="col" data-number>
                    {column.label}
                  </th>
                )),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {lefts.map(({ key, totals }) => (
            <tr key={JSON.stringify(key)}>
              {said(key, down).map((label, i) => (
                <th key={down[i]?.column.name} scope="row" title={label.length > 40 ? label : undefined}>
                  {label}
                </th>
              ))}
              {tops.flatMap((column) => {
                const row = cells.get(`${JSON.stringify(key)} ${JSON.stringify(column.key)}`);
                return measures.map((measure) =>
                  number(row?.[measure.index], measure.column, `${JSON.stringify(column.key)} ${measure.index}`),
                );
              })}
              {measures.map(({ column, index }, i) => number(totals[i], column, `total ${index}`))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={down.length}>
              Total
            </th>
            {tops.flatMap(({ key, totals }) =>
              measures.map(({ column, index }, i) => number(totals[i], column, `${JSON.stringify(key)} ${index}`)),
            )}
            {measures.map(({ column, index }) => number(result.totals?.[index], column, `total ${index}`))}
          </tr>
        </tfoot>
      </table>
      {(result.more || moreColumns) && (
        <p className={styles.more}>
          The first {lefts.length} rows and {tops.length} columns; there is more in the data.
        </p>
      )}
    </section>
  );
}
