// A dataset that a SELECT makes: the text, what is wrong with it and on which line, the tables it may name.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { DefinitionOf } from '#contract';
import { tablesQuery } from '../../data/queries.ts';
import { Bone } from '../../ui/bones.tsx';
import datasets from './datasets.module.css';
import { faultsOf } from './faults.tsx';
import styles from './sql.module.css';
import { suggest } from './suggest.ts';
import type { Check } from './use-check.ts';

const SqlEditor = lazy(() => import('./sql-editor.tsx'));

type Definition = DefinitionOf<'dataset'>;
type Props = { definition: Definition; check: Check; mayWrite: boolean; onChange: (definition: Definition) => void };

export function SqlPart({ definition, check, mayWrite, onChange }: Props) {
  const { found, run, waiting } = check;
  const text = definition.sql ?? '';
  const [fault] = faultsOf(found?.faults ?? [], 'sql');
  const columns = found?.columns ?? [];
  const nothingYet = definition.dimensions.length === 0 && definition.measures.length <= 1;
  return (
    <section className={styles.sql} aria-label="SQL">
      <div className={styles.head}>
        <h2>SQL</h2>
        {mayWrite ? (
          <Button
            variant="default"
            loading={waiting && check.ran}
            disabled={fault !== undefined || text.trim() === ''}
            onClick={run}
          >
            Run
          </Button>
        ) : (
          <span className={styles.tables}>It takes the right to run SQL, and editing its source, to change this.</span>
        )}
      </div>
      <Suspense fallback={<Bone width={480} />}>
        <SqlEditor
          value={text}
          onChange={(sql) => onChange({ ...definition, sql })}
          onRun={run}
          fault={fault?.position}
          readOnly={!mayWrite}
        />
      </Suspense>
      {fault && (
        <div className={datasets.fault} role="status">
          {fault.position !== undefined && `Line ${lineAt(text, fault.position)}: `}
          {fault.message}
        </div>
      )}
      {definition.source && mayWrite && <Tables source={definition.source} />}
      {columns.length > 0 && nothingYet && (
        <div>
          <Button
            variant="default"
            onClick={() => {
              const { time, dimensions, measures } = suggest(columns);
              onChange({ ...definition, ...(time && { time }), dimensions, measures });
            }}
          >
            Take its {columns.length} columns as fields
          </Button>
        </div>
      )}
    </section>
  );
}

const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length;

function Tables({ source }: { source: string }) {
  const { data } = useQuery(tablesQuery(source));
  if (!data) return null;
  return (
    <details className={styles.tables}>
      <summary>Tables that it may name</summary>
      {data.items.map(({ name, columns }) => (
        <p key={name}>
          <code>{name}</code>: {columns.map((column) => column.name).join(', ') || 'no columns could be read'}
        </p>
      ))}
    </details>
  );
}
