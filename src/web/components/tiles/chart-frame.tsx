// A chart with its title, in whatever state its answer is. One that fails harms nobody else.
import { Button, Tooltip } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { Result } from '#contract';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TableIcon } from '../../ui/icons.tsx';
import { useLate } from '../../ui/late.tsx';
import { Chart } from '../charts/chart.tsx';
import { ChartBones } from '../charts/chart-bones.tsx';
import { DataTable } from '../charts/data-table.tsx';
import type { Look } from '../charts/drawing.ts';
import type { Pick } from '../charts/spot.ts';
import { formatAsOf, formatPeriod } from '../format.ts';
import styles from './frame.module.css';

type Props = {
  title: string;
  look: Look;
  answer: UseQueryResult<Result>;
  /** Said here only where the page doesn't say it for all. */
  showAsOf?: boolean;
  /** What a reader can do about an empty answer. */
  filtered?: boolean;
  /** A click on what is drawn. */
  onPick?: ((picks: Pick[]) => void) | undefined;
};

export function ChartFrame({ title, look, answer, showAsOf, filtered, onPick }: Props) {
  const id = useId();
  const [viewing, setViewing] = useState(false);
  const refreshing = useLate(answer.isPlaceholderData && answer.isFetching);
  const result = answer.isError ? undefined : answer.data;
  return (
    <figure className={styles.frame} aria-labelledby={id}>
      <div className={styles.head}>
        <span id={id} className={styles.title} title={title}>
          {title}
        </span>
        {result && (
          <div className={styles.tools}>
            <Tooltip label="View data">
              <button type="button" className={styles.tool} aria-label="View data" onClick={() => setViewing(true)}>
                <TableIcon />
              </button>
            </Tooltip>
          </div>
        )}
      </div>
      {showAsOf && result && <div className={styles.asOf}>Data as of {formatAsOf(result.dataAsOf, new Date())}</div>}
      <div className={styles.body} data-old={refreshing || undefined} aria-busy={answer.isPending || refreshing}>
        {answer.isError ? (
          <Refused error={answer.error} onRetry={() => void answer.refetch()} />
        ) : !result ? (
          <ChartBones type={look.type} />
        ) : result.rows.length === 0 ? (
          <State>{filtered ? 'Nothing matches these filters.' : 'There is no data here yet.'}</State>
        ) : (
          <Chart result={result} look={look} name={title} onPick={onPick} />
        )}
      </div>
      {result && (
        <Dialog opened={viewing} onClose={() => setViewing(false)} title={title} size={860}>
          <p className={styles.note}>
            {result.period && `${formatPeriod(result.period.from, result.period.to)}. `}Data as of{' '}
            {formatAsOf(result.dataAsOf, new Date())}.
          </p>
          <div className={styles.data}>
            <DataTable result={result} name={title} />
          </div>
        </Dialog>
      )}
    </figure>
  );
}

/** A tile that can't even be asked for. */
export const GoneFrame = ({ title, children }: { title: string; children: ReactNode }) => (
  <figure className={styles.frame} aria-label={title}>
    <div className={styles.head}>
      <span className={styles.title} title={title}>
        {title}
      </span>
    </div>
    <div className={styles.body}>
      <State>{children}</State>
    </div>
  </figure>
);

const State = ({ children }: { children: ReactNode }) => (
  <div className={styles.state}>
    <p>{children}</p>
  </div>
);

function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (hasCode(error, 'not_found')) return <State>This chart is no longer here.</State>;
  if (hasCode(error, 'forbidden')) return <State>{sentenceOf(error)}</State>;
  return (
    <div className={styles.state} role="alert">
      <p>{sentenceOf(error)}</p>
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
