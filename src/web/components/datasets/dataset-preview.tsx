// What the dataset is now, before it is saved: its first rows, or the values of one dimension.
import type { Dimension } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { Inline, Note } from '../../ui/note.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { count } from '../format.ts';
import { TableBones } from '../table-bones.tsx';
import styles from './datasets.module.css';
import type { Check } from './use-check.ts';

type Props = { check: Check; shown: Dimension | undefined; onRows: () => void };

export function DatasetPreview({ check: { found, error, waiting }, shown, onRows }: Props) {
  const values = shown && found?.values?.columns[0]?.name === shown.name ? found.values : undefined;
  const result = shown ? values : found?.rows;
  return (
    <section className={styles.preview} aria-label="Preview" aria-busy={waiting || undefined}>
      <div className={styles.previewHead}>
        <h2>{shown ? `Values of ${shown.label ?? shown.name}` : 'First rows'}</h2>
        {shown && (
          <button type="button" className={styles.link} onClick={onRows}>
            First rows
          </button>
        )}
      </div>
      {error ? (
        <Inline look="bad">{sentenceOf(error)}</Inline>
      ) : !found && !waiting ? (
        <Note>There is nothing to show yet.</Note>
      ) : !found ? (
        <TableBones />
      ) : found.unread ? (
        <Note title="No rows can be shown">{found.unread}</Note>
      ) : !result ? (
        <Note>{shown ? 'Its values can’t be shown as it is.' : 'There is nothing to show yet.'}</Note>
      ) : (
        <>
          <div className={styles.table} data-old={waiting || undefined}>
            <DataTable result={result} name={shown ? 'Values' : 'First rows'} bars={shown !== undefined} />
          </div>
          <p className={styles.quiet}>
            {found.sampled
              ? `Of the first ${count(found.sampled, 'row')} that the query answers; saving it looks at all.`
              : 'Your own view of it: what is shown here is what you may see.'}
          </p>
        </>
      )}
    </section>
  );
}
