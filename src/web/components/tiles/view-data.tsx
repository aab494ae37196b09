// The numbers behind a chart, and for who sees the data below it the rows behind each of them, in the same place.
import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { Choices, Query, Result } from '#contract';
import { Dialog } from '../../ui/dialog.tsx';
import { type Cell, conditionsOf, isBehind } from '../behind/cell.ts';
import { DataTable } from '../charts/data-table.tsx';
import { formatAsOf, formatPeriod, formatValue } from '../format.ts';
import { TableBones } from '../table-bones.tsx';
import styles from './frame.module.css';

const RowsBehind = lazy(() => import('../behind/view-rows.tsx').then((module) => ({ default: module.RowsBehind })));

export type Behind = { dataset: string; query: Query; choices?: Choices | undefined };
type Shown = { title: string; result: Result; behind?: Behind | undefined };
type Props = Shown & { opened: boolean; onClose: () => void };

export default function ViewData({ opened, onClose, ...shown }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={shown.title} size={860}>
      <Numbers {...shown} />
    </Dialog>
  );
}

/** Gone with the dialog, so that opening it again begins at the numbers. */
function Numbers({ title, result, behind }: Shown) {
  const [cell, setCell] = useState<Cell | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const back = () => {
    setCell(null);
    // It can take the focus again in the frame after it stopped being out of reach.
    requestAnimationFrame(() => from.current?.focus());
  };
  return (
    <>
      <p className={styles.note}>
        {aboutOf(result)}
        {behind && ' Choose a number to see its rows.'}
      </p>
      <div className={styles.stack}>
        <div className={styles.data} inert={cell !== null && behind !== undefined}>
          <DataTable
            result={result}
            name={title}
            {...(behind && {
              behind: {
                has: (column) => isBehind(column, behind.query, result.columns),
                onChoose: (row, measure, button) => {
                  from.current = button;
                  setCell({ row, measure, columns: result.columns });
                },
              },
            })}
          />
        </div>
        {cell && behind && <OfCell cell={cell} behind={behind} onBack={back} />}
      </div>
    </>
  );
}

/** Held as one function: a new one at each drawing would take the focus again. */
const focus = (button: HTMLButtonElement | null) => button?.focus();

function OfCell({ cell, behind, onBack }: { cell: Cell; behind: Behind; onBack: () => void }) {
  const { row, columns, measure } = cell;
  const where = useMemo(() => conditionsOf(cell), [cell]);
  const query = useMemo(() => ({ ...behind.query, measures: [measure.name] }), [behind.query, measure]);
  const names = columns.flatMap((column, at) => (column.role === 'dimension' ? [formatValue(row[at] ?? null, column)] : []));
  const value = formatValue(row[columns.indexOf(measure)] ?? null, measure);
  const called = `${measure.label} ${value}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
  return (
    <section className={styles.behind} aria-label={`Rows of ${called}`}>
      <div className={styles.back}>
        <Button variant="default" ref={focus} onClick={onBack}>
          Back to the numbers
        </Button>
        <h3>{called}</h3>
      </div>
      <Suspense fallback={<TableBones />}>
        <RowsBehind dataset={behind.dataset} query={query} choices={behind.choices} where={where} />
      </Suspense>
    </section>
  );
}

export const aboutOf = ({ period, dataAsOf }: Result) =>
  `${period ? `${formatPeriod(period.from, period.to)}. ` : ''}Data as of ${formatAsOf(dataAsOf, new Date())}.`;
