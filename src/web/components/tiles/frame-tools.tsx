// A chart's menu and what it opens. Each of those is loaded when it is first wanted, and gives the focus back to the menu.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, startTransition, useMemo, useRef, useState } from 'react';
import type { Choices, Resource, Result } from '#contract';
import { resourceQuery } from '../../data/queries.ts';
import { askedBy } from '../behind/asked.ts';
import type { Look } from '../charts/drawing.ts';
import type { Pick } from '../charts/spot.ts';
import styles from './frame.module.css';
import { TileMenu } from './tile-menu.tsx';
import type { Behind } from './view-data.tsx';

const ViewData = lazy(() => import('./view-data.tsx'));
const ViewRows = lazy(() => import('../behind/view-rows.tsx'));
const ShowQuery = lazy(() => import('../behind/show-query.tsx'));
const FullScreen = lazy(() => import('./full-screen.tsx'));
const ShareDialog = lazy(() => import('../sharing/share-dialog.tsx').then((module) => ({ default: module.ShareDialog })));

type Props = {
  title: string;
  look: Look;
  result: Result;
  csv?: (() => Promise<string>) | undefined;
  chart?: string | undefined;
  me?: string | undefined;
  itself?: Resource | undefined;
  choices?: Choices | undefined;
  /** Rows that its numbers count, where that is known without a chart. */
  behind?: Behind | undefined;
  onPick?: ((picks: Pick[]) => void) | undefined;
};
type Shown = { what: 'data' | 'full' } | { what: 'share' | 'rows' | 'query'; chart: Resource };

export function FrameTools({ title, look, result, csv, chart, me, itself, choices, behind: own, onPick }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  // What was shown last stays while it fades.
  const [shown, setShown] = useState<Shown | null>(null);
  const [opened, setOpened] = useState(false);
  const show = (what: Shown) =>
    startTransition(() => {
      setShown(what);
      setOpened(true);
    });
  const close = () => {
    setOpened(false);
    button.current?.focus({ preventScroll: true });
  };
  // Told by the chart itself, to whom that is told.
  const reached = useQuery({
    ...resourceQuery(chart ?? ''),
    enabled: shown?.what === 'data' && me !== undefined && chart !== undefined,
    retry: false,
  });
  const known = itself ?? (reached.isSuccess ? reached.data : undefined);
  const behind = useMemo(
    () => own ?? (known?.behind && { dataset: known.behind.dataset, query: askedBy(known), choices }),
    [own, known, choices],
  );
  return (
    <div className={styles.tools}>
      <TileMenu
        title={title}
        look={look}
        result={result}
        csv={csv}
        chart={me && chart}
        onData={() => show({ what: 'data' })}
        onFull={() => show({ what: 'full' })}
        itself={itself}
        onChart={(what, itself) => show({ what, chart: itself })}
        button={button}
      />
      <Suspense fallback={null}>
        {shown?.what === 'data' && <ViewData title={title} result={result} behind={behind} opened={opened} onClose={close} />}
        {shown?.what === 'full' && (
          <FullScreen title={title} result={result} look={look} opened={opened} onClose={close} onPick={onPick} />
        )}
        {shown?.what === 'rows' && shown.chart.behind && (
          <ViewRows
            title={title}
            dataset={shown.chart.behind.dataset}
            query={askedBy(shown.chart)}
            choices={choices}
            opened={opened}
            onClose={close}
          />
        )}
        {shown?.what === 'query' && (
          <ShowQuery
            chart={shown.chart}
            query={askedBy(shown.chart)}
            choices={choices}
            inContext={itself === undefined}
            opened={opened}
            onClose={close}
          />
        )}
        {shown?.what === 'share' && me && <ShareDialog resource={shown.chart} me={me} opened={opened} onClose={close} />}
      </Suspense>
    </div>
  );
}
