// All the values of one dimension with all the measures, in place of the boards.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Field, Value } from '#contract';
import { runQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed } from '../../ui/note.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { type Asked, and, besideEachOther, tableOf } from './asking.ts';
import styles from './exploring.module.css';
import type { Exploring } from './exploring.ts';
import { asTable } from './made.ts';
import { PartMenu } from './part-menu.tsx';
import { takeCsv } from './take-csv.ts';

type Props = { exploring: Exploring; dimension: Field; choices: Asked };

export function DimensionTable({ exploring, dimension, choices }: Props) {
  const { resource, measures, measure, chosen, set } = exploring;
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = q ? { ...choices, filter: and(choices.filter, { field: dimension.name, contains: q }) } : choices;
  const query = tableOf(dimension.name, measures, measure, found);
  const answer = useQuery(runQuery(resource.id, { query }));
  const result = useMemo(() => answer.data && besideEachOther(answer.data), [answer.data]);
  const included = chosen.values[dimension.name] ?? [];
  const toggle = (value: Value) => {
    const after = included.includes(value) ? included.filter((one) => one !== value) : [...included, value];
    const { [dimension.name]: _, ...rest } = chosen.values;
    set({}, { ...chosen, values: after.length > 0 ? { ...rest, [dimension.name]: after } : rest });
  };
  const title = `${resource.title} by ${dimension.label}`;
  return (
    <section className={styles.whole} aria-label={`All of ${dimension.label}`}>
      <div className={styles.wholeHead}>
        <Button variant="default" onClick={() => set({ open: undefined })}>
          All dimensions
        </Button>
        <h2>{dimension.label}</h2>
        {dimension.type === 'string' && (
          <SearchBox
            value={text}
            onChange={setText}
            label={`Search ${dimension.label}`}
            placeholder={`Find in ${dimension.label}`}
          />
        )}
        <PartMenu
          name={`the table of ${dimension.label}`}
          make={() => asTable(dimension, query)}
          onCsv={resource.actions.includes('export') ? () => void takeCsv(resource.id, title, query) : undefined}
        />
      </div>
      {answer.isPending && <RowBones rows={12} />}
      {answer.isError && <Failed onRetry={() => void answer.refetch()}>{sentenceOf(answer.error)}</Failed>}
      {answer.isSuccess &&
        result &&
        (result.rows.length === 0 ? (
          <p className={styles.state}>{q ? `Nothing here has “${q}” in it.` : 'Nothing matches.'}</p>
        ) : (
          <div className={styles.wholeTable}>
            <DataTable result={result} bars name={title} pick={{ chosen: included, onToggle: toggle }} />
          </div>
        ))}
    </section>
  );
}
