// A result as CSV (RFC 4180). A spreadsheet runs text that begins like a formula, so such text gets an apostrophe before it
// and stands in quotes, as OWASP advises; what the engine gave as a number stays one.
import type { Column, Result, Value } from '#contract';

const rowsAtOnce = 500;

export async function* csvOf({ columns, rows }: Pick<Result, 'columns' | 'rows'>): AsyncGenerator<string, void, undefined> {
  yield line(columns.map((column) => textCell(headingOf(column))));
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    yield rows
      .slice(at, at + rowsAtOnce)
      .map((row) => line(row.map((value, cell) => cellOf(value, columns[cell]))))
      .join('');
  }
}

const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;

const headingOf = ({ label, of }: Column) => (of ? `${label} (${of})` : label);

const cellOf = (value: Value, column: Column | undefined): string => {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  // Beyond 2^53 a number comes as text.
  if (column?.type === 'number' && number.test(value)) return value;
  return textCell(value);
};
const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** The full-width forms are what some spreadsheets make the same of. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A line of text, whatever is in it. */
export const lineOf = (cells: readonly string[]) => line(cells.map(textCell));

const textCell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text;
  return safe !== text || /[",\r\n]/.test(text) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
