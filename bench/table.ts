// What was measured, as a table in Markdown: a row an operation and viewer, a column an engine, ours on PostgreSQL as 1.
import type { Result } from './access.ts';
import { ms } from './measure.ts';
import { type BenchWorld, sizes } from './world.ts';

export const printTable = (world: BenchWorld, results: readonly Result[]): void => {
  const { users, groups, resources, grants } = sizes[world.size];
  console.log(
    `\n### World ${world.size}: ${[resources, grants, users, groups].map((n) => n.toLocaleString('en')).join(' / ')} resources / grants / users / groups\n`,
  );
  for (const { engine, version, loadedIn, answers, wrong, notes } of results) {
    const loaded = loadedIn === undefined ? '' : `, loaded in ${(loadedIn / 1000).toFixed(0)} s`;
    console.log(
      `- ${engine} ${version}${loaded}: ${answers} answers held to the pure decision, ${wrong} wrong. ${notes.join(', ')}`,
    );
  }
  const measured = results.filter(({ rows }) => rows.length > 0);
  const names = [
    ...new Map(measured.flatMap(({ rows }) => rows.map((row) => [`${row.name}|${row.viewer ?? ''}`, row] as const))).values(),
  ];
  console.log(`\n| ms: median (p95) | viewer | ${measured.map(({ engine }) => engine).join(' | ')} |`);
  console.log(`|---|---|${measured.map(() => '---:').join('|')}|`);
  for (const { name, viewer } of names) {
    const cells = measured.map(({ rows }) => rows.find((row) => row.name === name && row.viewer === viewer));
    const base = cells[0]?.median;
    const told = cells.map((cell, at) => {
      if (!cell) return '';
      const ratio = at > 0 && base ? ` ×${Number((cell.median / base).toPrecision(2))}` : '';
      return `${ms(cell.median)}${cell.runs > 1 ? ` (${ms(cell.p95)})` : ''}${ratio}`;
    });
    console.log(`| ${name} | ${viewer ?? ''} | ${told.join(' | ')} |`);
  }
};
