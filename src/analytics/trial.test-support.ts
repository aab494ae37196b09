// Analytics over a folder of its own, for one test file.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#clock';
import { type Problem, Query, type QueryInput } from '#contract';
import { silentLog } from '#log';
import { type Analytics, type AnalyticsSettings, type DatasetPlan, openAnalytics } from './index.ts';

export type Trial = {
  analytics: Analytics;
  root: string;
  folder: string;
  write(name: string, text: string | Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  close(): Promise<void>;
};

export async function openTrial(settings: Partial<AnalyticsSettings> = {}): Promise<Trial> {
  const root = await mkdtemp(join(tmpdir(), 'sightline-analytics-'));
  const folder = join(root, 'allowed', 'airline');
  await mkdir(folder, { recursive: true });
  const analytics = await openAnalytics({
    cacheDir: join(root, 'cache'),
    allowedFolders: [join(root, 'allowed')],
    log: silentLog,
    clock: systemClock,
    ...settings,
  });
  return {
    analytics,
    root,
    folder,
    write: (name, text) => writeFile(join(folder, name), text),
    remove: (name) => rm(join(folder, name)),
    close: async () => {
      await analytics.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export const airline = { id: 'airline', type: 'folder', path: 'airline' } as const;
export const plan = (table: string, more: Partial<DatasetPlan> = {}): DatasetPlan => ({
  source: airline,
  table,
  dimensions: [],
  measures: [{ name: 'rows', aggregate: 'count' }],
  ...more,
});
export const ask = (query: QueryInput): Query => Query.parse(query);
/** What a call that must fail says. */
export const problemOf = async (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => {
      throw new Error('it should have been refused');
    },
    (failure) => failure,
  );
