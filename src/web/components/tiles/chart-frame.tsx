// A chart with its title and its menu, in whatever state its answer is. One that fails harms nobody else.
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, type Ref, useId } from 'react';
import { type Choices, Problem, type Resource, type Result } from '#contract';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { useLate } from '../../ui/late.tsx';
import { loadable } from '../../ui/loaded.ts';
import type { Chart } from '../charts/chart.tsx';
import { ChartBones } from '../charts/chart-bones.tsx';
import { cutInWords } from '../charts/cut.ts';
import type { Look } from '../charts/drawing.ts';
import type { Pick } from '../charts/spot.ts';
import { formatAsOf } from '../format.ts';
import styles from './frame.module.css';
import type { FrameTools } from './frame-tools.tsx';
import type { Behind } from './view-data.tsx';

// What draws comes while the answer does: the first bones wait for neither.
const drawing = loadable(() => import('../charts/chart.tsx'));
// Whoever draws hears of a failure; until then it is nobody's.
drawing.load().catch(() => {});
const tools = loadable(() => import('./frame-tools.tsx'));

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
  /** What it draws, as a file; absent: this person takes none. */
  csv?: (() => Promise<string>) | undefined;
  /** The chart itself, where this is a tile of something else. */
  chart?: string | undefined;
  me?: string | undefined;
  /** The chart itself, where this is its page. */
  itself?: Resource;
  /** What its reader chose. */
  choices?: Choices | undefined;
  /** Rows that its numbers count, where that is known without a chart. */
  behind?: Behind | undefined;
  /** By which its place on the page is watched. */
  frame?: Ref<HTMLElement>;
  /** Whether it is wanted yet isn't known. */
  placing?: boolean;
};

export function ChartFrame({ title, look, answer, showAsOf, filtered, onPick, frame, placing, ...others }: Props) {
  const id = useId();
  const refreshing = useLate(answer.isPlaceholderData && answer.isFetching);
  const kept = answer.isError && unanswered(answer.error);
  const result = answer.isError && !kept ? undefined : answer.data;
  return (
    <figure ref={frame} className={styles.frame} aria-labelledby={id}>
      <div className={styles.head}>
        <span id={id} className={styles.title} title={title}>
          {title}
        </span>
        {result && <Tools title={title} look={look} result={result} onPick={onPick} {...others} />}
      </div>
      {result && kept ? (
        <div className={styles.asOf} role="status">
          Still as of {formatAsOf(result.dataAsOf, new Date())}: the server did not answer.{' '}
          <button type="button" className={styles.again} onClick={() => void answer.refetch()}>
            Try again
          </button>
        </div>
      ) : (
        showAsOf && result && <div className={styles.asOf}>Data as of {formatAsOf(result.dataAsOf, new Date())}</div>
      )}
      {result && <Cut words={cutInWords(result, look)} />}
      <div
        className={styles.body}
        data-old={refreshing || undefined}
        aria-busy={placing || (answer.isPending && answer.isFetching) || refreshing}
      >
        {!result && answer.isError ? (
          <Refused error={answer.error} onRetry={() => void answer.refetch()} />
        ) : !result ? (
          <ChartBones type={look.type} />
        ) : result.rows.length === 0 ? (
          <State>{filtered ? 'Nothing matches these filters.' : 'There is no data here yet.'}</State>
        ) : (
          <Drawn result={result} look={look} name={title} onPick={onPick} />
        )}
      </div>
    </figure>
  );
}

/** Read after what they belong to. */
function Tools(props: ComponentProps<typeof FrameTools>) {
  const there = tools.use();
  return there && <there.FrameTools {...props} />;
}

function Drawn(props: ComponentProps<typeof Chart>) {
  const drawn = drawing.use();
  return drawn ? <drawn.Chart {...props} /> : <ChartBones type={props.look.type} />;
}

/** Nobody answered at all, so nobody refused: what was seen may stay. Whatever a server says outweighs what it said before. */
const unanswered = (error: unknown) => error instanceof Problem && error.code === 'unavailable' && error.cause !== undefined;

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

const Cut = ({ words }: { words: string | undefined }) => words && <div className={styles.asOf}>{words}</div>;

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
