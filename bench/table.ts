// What was measured, as a table in Markdown: a row an operation and viewer, a column an engine, ours on PostgreSQL as 1.
import type { Result } from './access.ts';
import { ms } from './measure.ts';
import { type Size, sizes } from './world.ts';

export const tableOf = (size: Size, results: readonly Result[]): string => {
  const { users, groups, resources, grants } = sizes[size];
  const lines = [
    `### World ${size}: ${[resources, grants, users, groups].map((n) => n.toLocaleString('en')).join(' / ')} resources / grants / users / groups`,
    '',
  ];
  for (const { engine, version, loadedIn, answers, wrong, notes, load } of results) {
    const loaded = loadedIn === undefined ? '' : `, loaded in ${(loadedIn / 1000).toFixed(0)} s`;
    const busy = load ? `. Load of the machine ${load.map((one) => one.toFixed(1)).join(' to ')}` : '';
    const told = notes.length ? `. ${notes.join(', ')}` : '';
    lines.push(
      `- ${[engine, version].filter(Boolean).join(' ')}${loaded}: ${answers} answers held to the pure decision, ${wrong} wrong${busy}${told}`,
    );
  }
  const measured = results.filter(({ rows }) => rows.length > 0);
  const names = [
    ...new Map(measured.flatMap(({ rows }) => rows.map((row) => [`${row.name}|${row.viewer ?? ''}`, row] as const))).values(),
  ];
  lines.push('', `| ms: median (p95) | viewer | ${measured.map(({ engine }) => engine).join(' | ')} |`);
  lines.push(`|---|---|${measured.map(() => '---:').join('|')}|`);
  for (const { name, viewer } of names) {
    const cells = measured.map(({ rows }) => rows.find((row) => row.name === name && row.viewer === viewer));
    const base = cells[0]?.median;
    const told = cells.map((cell, at) => {
      if (!cell) return '';
      const ratio = at > 0 && base ? ` ×${Number((cell.median / base).toPrecision(2))}` : '';
      return `${ms(cell.median)}${cell.runs > 1 ? ` (${ms(cell.p95)})` : ''}${ratio}`;
    });
    lines.push(`| ${name} | ${viewer ?? ''} | ${told.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
};
