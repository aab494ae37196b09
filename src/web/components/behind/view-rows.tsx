// The rows behind a number, a page at a time, with what they are narrowed by. For who sees the dataset itself.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Choices, DatasetDefinition, type Filter, type Query, type Resource } from '#contract';
import { resourceQuery, rowsQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline, Note } from '../../ui/note.tsx';
import { DataTable } from '../charts/data-table.tsx';
import type { Pick } from '../charts/spot.ts';
import { timeInWords } from '../filters/chosen.ts';
import { conditionInWords } from '../filters/in-words.ts';
import { formatPeriod } from '../format.ts';
import { TableBones } from '../table-bones.tsx';
import { rowsAsked } from './asked.ts';
import styles from './behind.module.css';

type Of = { query: Query; choices?: Choices | undefined; picks?: readonly Pick[]; where?: readonly Filter[] };
type Props = Of & { title: string; dataset: string; opened: boolean; onClose: () => void };

export default function ViewRows({ title, opened, onClose, ...of }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Rows of ${title}`} size={1040}>
      <RowsBehind {...of} />
    </Dialog>
  );
}

export function RowsBehind({ dataset: id, ...of }: Of & { dataset: string }) {
  const dataset = useQuery(resourceQuery(id));
  if (dataset.error) return <Inline look="bad">{sentenceOf(dataset.error)}</Inline>;
  return dataset.data ? <Rows dataset={dataset.data} {...of} /> : <TableBones />;
}

const atOnce = 50;
const none: readonly never[] = [];
/** As far as the server pages. */
const furthest = 9_800;

function Rows({ dataset, query, choices, picks = none, where = none }: { dataset: Resource } & Of) {
  const [offset, setOffset] = useState(0);
  const asked = useMemo(() => {
    const { dimensions, measures } = DatasetDefinition.safeParse(dataset.definition).data ?? { dimensions: [], measures: [] };
    const names = (dataset.fields ?? []).filter(({ role }) => role === 'dimension').map(({ name }) => name);
    const fields = names.length > 0 ? names : dimensions.map(({ name }) => name);
    return rowsAsked({ query, choices, picks, where, dimensions: fields, measures });
  }, [dataset, query, choices, picks, where]);
  const answer = useQuery(rowsQuery(dataset.id, { ...asked, limit: atOnce, offset }));
  const result = answer.data;
  const when = result?.period ? formatPeriod(result.period.from, result.period.to) : asked.time && timeInWords(asked.time);
  const which = [...(asked.filter ? [conditionInWords(asked.filter, dataset.fields)] : []), ...(when ? [when] : [])].join('; ');
  return (
    <div className={styles.rows}>
      <p className={styles.quiet}>
        From {dataset.title}
        {which ? `, where ${which}.` : ', all of it.'}
      </p>
      {answer.isError ? (
        <Inline look="bad">{sentenceOf(answer.error)}</Inline>
      ) : !result ? (
        <TableBones />
      ) : result.rows.length === 0 ? (
        <Note>No row is like that.</Note>
      ) : (
        <>
          <div className={styles.table} data-old={answer.isPlaceholderData || undefined}>
            <DataTable result={{ ...result, more: false }} name="Rows" />
          </div>
          <div className={styles.pages}>
            <span role="status">
              Rows {offset + 1} to {offset + result.rows.length}
              {result.more ? '' : ', the last'}
            </span>
            <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - atOnce)}>
              Earlier page
            </Button>
            <Button
              variant="default"
              disabled={!result.more || offset + atOnce > furthest}
              onClick={() => setOffset(offset + atOnce)}
            >
              Next page
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
