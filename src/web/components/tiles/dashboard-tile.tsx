import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ChartTile, Choices, Part, Resource, Tile } from '#contract';
import { api } from '../../data/api.ts';
import { tileQuery } from '../../data/queries.ts';
import { useAskAgainWhenGone } from '../../data/viewed.ts';
import type { Pick } from '../charts/spot.ts';
import { ChartFrame, GoneFrame } from './chart-frame.tsx';
import styles from './frame.module.css';
import { TextTile } from './text-tile.tsx';
import { useNear } from './use-near.ts';

type Props = {
  dashboard: Resource;
  tile: Tile;
  part: Part | undefined;
  choices: Choices;
  filtered: boolean;
  showAsOf: boolean;
  onPick: (picks: Pick[]) => void;
  me: string;
};

export function DashboardTile({ dashboard, tile, part, choices, filtered, showAsOf, onPick, me }: Props) {
  if ('text' in tile)
    return (
      <div className={styles.text}>
        <TextTile text={tile.text} />
      </div>
    );
  const title = tile.title ?? part?.title ?? 'A chart';
  if (!part || part.state === 'gone')
    return <GoneFrame title={title}>This chart was deleted. An editor can take it off this dashboard.</GoneFrame>;
  if (part.state === 'unconfirmed')
    return (
      <GoneFrame title={title}>
        Whoever put this chart here cannot see it any more. It shows again when an editor who can see it confirms it.
      </GoneFrame>
    );
  return (
    <Running
      dashboard={dashboard}
      tile={tile}
      title={title}
      part={part}
      choices={choices}
      filtered={filtered}
      showAsOf={showAsOf}
      onPick={onPick}
      me={me}
    />
  );
}

type RunningProps = Omit<Props, 'tile' | 'part'> & { tile: ChartTile; title: string; part: Part };

function Running({ dashboard, tile, title, part, choices, filtered, showAsOf, onPick, me }: RunningProps) {
  const frame = useRef<HTMLElement>(null);
  const near = useNear(frame);
  const answer = useQuery({ ...tileQuery(dashboard.id, tile.id, choices), enabled: near === true });
  useAskAgainWhenGone(dashboard.id, answer.error);
  const csv = () => api.exportTile({ params: { dashboard: dashboard.id, tile: tile.id }, body: { choices } });
  return (
    <ChartFrame
      frame={frame}
      placing={near === undefined}
      title={title}
      look={part}
      answer={answer}
      filtered={filtered}
      showAsOf={showAsOf}
      onPick={onPick}
      csv={dashboard.actions.includes('export') ? csv : undefined}
      chart={tile.chart}
      choices={choices}
      me={me}
    />
  );
}
