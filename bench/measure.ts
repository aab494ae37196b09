// Times: a few rounds over all rows, so that what else the machine does falls on each of them alike.
import { loadavg } from 'node:os';

export type Row = {
  name: string;
  viewer?: string;
  work: (turn: number) => Promise<unknown>;
  times?: number /** What takes many seconds is measured once. */;
  once?: true;
};
export type Measured = { name: string; viewer?: string; median: number; p95: number; runs: number };

/** The median of the runs' medians, and the 95th of a hundred among all times. Each row is warmed up once. */
export const measure = async (rows: readonly Row[], runs: number): Promise<{ rows: Measured[]; load: [number, number] }> => {
  const before = loadNow();
  const all = rows.map((row) => ({ row, medians: [] as number[], times: [] as number[] }));
  for (let run = 0; run <= runs; run++) {
    for (const { row, medians, times } of all) {
      if (row.once && run !== 1) continue;
      const now: number[] = [];
      for (let turn = 0; turn < (row.once ? 1 : (row.times ?? 20)); turn++) {
        const began = performance.now();
        await row.work(run * 1000 + turn);
        now.push(performance.now() - began);
        if (run === 0 && turn === 5) break;
      }
      if (run === 0) continue;
      medians.push(quantile(now, 0.5));
      times.push(...now);
    }
  }
  const measured = all.map(({ row, medians, times }) => ({
    name: row.name,
    ...(row.viewer && { viewer: row.viewer }),
    median: quantile(medians, 0.5),
    p95: quantile(times, 0.95),
    runs: medians.length,
  }));
  return { rows: measured, load: [before, loadNow()] };
};
const loadNow = () => loadavg()[0] ?? Number.NaN;

export const quantile = (times: readonly number[], at: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
};

export const ms = (time: number): string =>
  time < 0.1 ? time.toFixed(4) : time < 10 ? time.toFixed(2) : time < 100 ? time.toFixed(1) : time.toFixed(0);
