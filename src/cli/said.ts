// What a command says: data on stdout in the format asked for, sentences for people, progress and complaints on stderr.

export type Format = 'human' | 'json' | 'csv';
export type Row = Record<string, string | number | boolean | null | undefined>;

/** Wrong usage: exit 2. What the server refuses, or what isn't there, is exit 1. */
export class WrongUsage extends Error {}
export class Failed extends Error {}

export type Say = {
  readonly format: Format;
  /** What was done and to whom, in one sentence; with json the answer itself. */
  done(sentence: string, answer?: unknown): void;
  /** A list: a table for people, else the rows or the whole answer. */
  list(rows: readonly Row[], answer?: unknown): void;
  progress(sentence: string): void;
};

export const sayTo = (format: Format, out: (text: string) => void, err: (text: string) => void): Say => ({
  format,
  done: (sentence, answer) => {
    if (format === 'json') out(`${JSON.stringify(answer ?? { done: sentence }, null, 2)}\n`);
    else out(format === 'csv' ? csv([{ done: sentence }]) : `${sentence}\n`);
  },
  list: (rows, answer) => {
    if (format === 'json') out(`${JSON.stringify(answer ?? rows, null, 2)}\n`);
    else if (format === 'csv') out(csv(rows));
    else out(rows.length ? table(rows) : 'Nothing.\n');
  },
  progress: (sentence) => err(`${sentence}\n`),
});

const columnsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
const cell = (value: Row[string]) => (value === null || value === undefined ? '' : String(value));

const table = (rows: readonly Row[]): string => {
  const columns = columnsOf(rows);
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((text, at) => text.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
};

const csv = (rows: readonly Row[]): string => {
  const columns = columnsOf(rows);
  return [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))]
    .map((line) => `${line.map(quoted).join(',')}\r\n`)
    .join('');
};
const quoted = (text: string) => {
  // A cell that a spreadsheet would run as a formula is made text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** "a, b and c" */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
