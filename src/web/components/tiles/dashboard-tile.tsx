import { useQuery } from '@tanstack/react-query';
import type { Choices, Part, Tile } from '#contract';
import { tileQuery } from '../../data/queries.ts';
import { useAskAgainWhenGone } from '../../data/viewed.ts';
import type { Pick } from '../charts/spot.ts';
import { ChartFrame, GoneFrame } from './chart-frame.tsx';
import styles from './frame.module.css';
import { TextTile } from './text-tile.tsx';

type Props = {
  dashboard: string;
  tile: Tile;
  part: Part | undefined;
  choices: Choices;
  filtered: boolean;
  showAsOf: boolean;
  onPick: (picks: Pick[]) => void;
};

export function DashboardTile({ dashboard, tile, part, choices, filtered, showAsOf, onPick }: Props) {
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
      tile={tile.id}
      title={title}
      part={part}
      choices={choices}
      filtered={filtered}
      showAsOf={showAsOf}
      onPick={onPick}
    />
  );
}

type RunningProps = Omit<Props, 'tile' | 'part'> & { tile: string; title: string; part: Part };

function Running({ dashboard, tile, title, part, choices, filtered, showAsOf, onPick }: RunningProps) {
  const answer = useQuery(tileQuery(dashboard, tile, choices));
  useAskAgainWhenGone(dashboard, answer.error);
  return <ChartFrame title={title} look={part} answer={answer} filtered={filtered} showAsOf={showAsOf} onPick={onPick} />;
}
