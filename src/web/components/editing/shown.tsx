// What a tile draws while its dashboard is changed, as it opens: nothing here is filtered.
import { useQuery } from '@tanstack/react-query';
import { ChartDefinition, type ChartTile, type Part, type TimeRange } from '#contract';
import { resourceQuery, runQuery, tileQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Chart } from '../charts/chart.tsx';
import styles from './edit-dashboard.module.css';

type Props = { dashboard: string; tile: ChartTile; part: Part | undefined; time: TimeRange | undefined };

export const Shown = ({ part, ...props }: Props) =>
  part ? <Published {...props} part={part} /> : <JustAdded chart={props.tile.chart} />;

function Published({ dashboard, tile, part, time }: Props & { part: Part }) {
  const runs = part.state === 'runs';
  const answer = useQuery({ ...tileQuery(dashboard, tile.id, time ? { time } : {}), enabled: runs });
  if (!runs) return 'This chart is not shown any more; take it off, or leave it for an editor who can see it.';
  if (answer.isError) return sentenceOf(answer.error);
  return (
    <div className={styles.chart} inert>
      {answer.data && <Chart result={answer.data} look={part} name={part.title} />}
    </div>
  );
}

/** Not on the published dashboard yet: asked of the chart itself, which who adds it can see. */
function JustAdded({ chart: id }: { chart: string }) {
  const chart = useQuery(resourceQuery(id));
  const answer = useQuery(runQuery(id, {}));
  if (chart.isError) return sentenceOf(chart.error);
  if (answer.isError) return sentenceOf(answer.error);
  const definition = chart.data && ChartDefinition.safeParse(chart.data.definition).data;
  return (
    <div className={styles.chart} inert>
      {answer.data && definition && (
        <Chart
          result={answer.data}
          look={{ ...definition, across: definition.query.pivot?.columns }}
          name={chart.data?.title ?? 'A chart'}
        />
      )}
    </div>
  );
}
