// What is on the screen as a file; asked for, and noted, by the server.
import type { QueryInput } from '#contract';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { say, sayFailed } from '../../ui/toast.ts';
import { saveAs } from '../tiles/save-as.ts';

export async function takeCsv(resource: string, title: string, { totals: _, ...query }: QueryInput): Promise<void> {
  try {
    const text = await api.exportQuery({ params: { resource }, body: { query } });
    saveAs(new Blob([text], { type: 'text/csv' }), `${title}.csv`);
    say(`“${title}” is saved as a CSV file.`);
  } catch (error) {
    sayFailed(sentenceOf(error));
  }
}
