// Dimensions down and across, measures where they meet: dragged, or chosen from lists.
import { useQuery } from '@tanstack/react-query';
import { runQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { PivotTable } from '../charts/pivot-table.tsx';
import { grainAcross, pivotOf } from './asking.ts';
import shared from './exploring.module.css';
import type { Exploring } from './exploring.ts';
import { asPivot } from './made.ts';
import { NoRows } from './no-rows.tsx';
import { PartMenu } from './part-menu.tsx';
import styles from './pivot.module.css';
import { PivotFieldsBar } from './pivot-fields.tsx';
import type { PivotFields } from './state.ts';
import { takeCsv } from './take-csv.ts';
import type { useQuestions } from './use-questions.ts';

type Props = { exploring: Exploring; pivot: PivotFields; questions: ReturnType<typeof useQuestions> };

export function Pivot({ exploring, pivot, questions: { choices, span } }: Props) {
  const { resource, time, state, measures, dimensions } = exploring;
  const grain = state.grain ?? grainAcross(span ?? 365);
  const query = pivotOf(pivot, time ? { name: time.name, grain } : null, choices);
  const answer = useQuery({ ...runQuery(resource.id, { query: query ?? {} }), enabled: query !== null });
  const all = [...(time ? [time] : []), ...dimensions, ...measures];
  const named = (names: readonly string[]) => names.flatMap((name) => all.filter((field) => field.name === name));
  const title = `${resource.title}, pivot`;
  // An old answer has other columns than those that are laid out now.
  const result = answer.isPlaceholderData ? undefined : answer.data;
  return (
    <div className={styles.pivot}>
      <PivotFieldsBar exploring={exploring} pivot={pivot} grain={grain} span={span} />
      {query === null ? (
        <Note title="Nothing to lay out yet">Choose a measure, and a dimension that goes down or across.</Note>
      ) : answer.isError ? (
        <Failed onRetry={() => void answer.refetch()}>{sentenceOf(answer.error)}</Failed>
      ) : !result ? (
        <RowBones rows={10} />
      ) : result.rows.length === 0 ? (
        <NoRows exploring={exploring} />
      ) : (
        <section className={styles.sheet} aria-label="Pivot">
          <div className={styles.menu}>
            <PartMenu
              name="the pivot"
              make={() => asPivot(named(pivot.measures), named([...pivot.rows, ...pivot.columns]), query)}
              onCsv={resource.actions.includes('export') ? () => void takeCsv(resource.id, title, query) : undefined}
            />
          </div>
          <div className={shared.wholeTable}>
            {result.pivot && query.pivot ? (
              <PivotTable result={{ ...result, pivot: result.pivot }} across={query.pivot.columns} name={title} />
            ) : (
              <DataTable result={result} name={title} />
            )}
          </div>
        </section>
      )}
    </div>
  );
}
