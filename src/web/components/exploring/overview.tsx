// Measures over time beside the values behind them.

import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Failed } from '../../ui/note.tsx';
import { choicesOf } from '../filters/chosen.ts';
import { Board } from './board.tsx';
import { comparedTo } from './brush.ts';
import { DimensionTable } from './dimension-table.tsx';
import styles from './exploring.module.css';
import { type Exploring, zoomedIn, zoomedOut } from './exploring.ts';
import { asLine } from './made.ts';
import { Measures } from './measures.tsx';
import { MeasuresFilter } from './measures-filter.tsx';
import { NoRows } from './no-rows.tsx';
import { TimeTools } from './time-tools.tsx';
import { useAxis } from './use-axis.ts';
import type { useQuestions } from './use-questions.ts';

type Props = { exploring: Exploring; questions: ReturnType<typeof useQuestions> };

export function Overview({ exploring, questions }: Props) {
  const { measure, measures, dimensions, time, chosen, state, opensWith, set } = exploring;
  const { choices, narrowed, grain, drawn, whole, totals, split, series, lines } = questions;
  const axis = useAxis({
    series: series.data,
    time: time?.name ?? '',
    grain,
    selected: state.selected,
    onSelect: (selected) => set({ selected }),
    onZoom: (selected) => set(...zoomedIn({ ...exploring, state: { ...state, selected } })),
  });
  const rank = (by: string) => set({ by });
  if (whole.isError) return <Failed onRetry={() => void whole.refetch()}>{sentenceOf(whole.error)}</Failed>;
  const nothing =
    whole.data && !whole.isPlaceholderData && (whole.data.rows[0] ?? []).every((value) => value === null || value === 0);
  if (nothing) return <NoRows exploring={exploring} />;
  const splitField = dimensions.find(({ name }) => name === split?.dimension);
  const opened = dimensions.find(({ name }) => name === state.open);
  const on = (name: string) => ({
    ...choicesOf(chosen, opensWith, name),
    timeZone: state.zone,
    ...(state.selected && {
      time: state.selected,
      compare: whole.data && comparedTo(state.selected, choices.compare, whole.data),
    }),
  });
  return (
    <>
      <TimeTools
        exploring={exploring}
        questions={questions}
        said={axis.said}
        onZoomOut={() => set(...zoomedOut(exploring))}
        beside={<MeasuresFilter measures={measures} drawn={drawn} onChoose={(to) => set({ drawn: to })} />}
      />
      <div className={styles.columns}>
        <Measures
          measures={drawn}
          chosen={measure.name}
          onChoose={rank}
          totals={totals}
          compare={choices.compare}
          series={time ? series : null}
          axis={axis}
          split={split}
          makeOf={(one) => (lines ? () => asLine(one, lines, splitField) : undefined)}
        />
        {opened ? (
          <DimensionTable exploring={exploring} dimension={opened} choices={on(opened.name)} />
        ) : (
          <div className={styles.boards} data-compared={narrowed.compare ? true : undefined}>
            <div className={styles.boardsHead}>
              Ranked by
              <Choose
                label="Ranked by"
                value={measure.name}
                quiet
                options={measures.map((field) => ({ value: field.name, label: field.label }))}
                onChoose={rank}
              />
            </div>
            {dimensions.map((dimension) => (
              <Board
                key={dimension.name}
                exploring={exploring}
                dimension={dimension}
                choices={on(dimension.name)}
                apart={split?.dimension === dimension.name ? split.values : undefined}
                canSplit={time !== undefined}
                waiting={state.selected !== undefined && choices.compare !== undefined && !whole.data}
              />
            ))}
          </div>
        )}
      </div>
    </>
  );
}
