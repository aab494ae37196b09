// An explore: measures over time, the values behind them ranked, and every click a filter that the address remembers.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ExploreDefinition, type Resource } from '#contract';
import { measuresOf } from '../components/charts/drawing.ts';
import { grainFor, lengthOf, monthsOf, overTime, spanOf, totals } from '../components/exploring/asking.ts';
import { Board } from '../components/exploring/board.tsx';
import styles from '../components/exploring/exploring.module.css';
import { Measures } from '../components/exploring/measures.tsx';
import { type Chosen, choicesOf, readChosen, type Search, writeChosen } from '../components/filters/chosen.ts';
import { FilterBar } from '../components/filters/filter-bar.tsx';
import { formatAsOf } from '../components/format.ts';
import { Origins } from '../components/origins.tsx';
import { ResourcePage } from '../components/resource-page.tsx';
import { runQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { useAskAgainWhenGone } from '../data/viewed.ts';
import { Choose } from '../ui/choose.tsx';
import { Failed, Note } from '../ui/note.tsx';
import page from './chart.module.css';
import { under } from './project-name.tsx';
import { Viewing } from './viewing.tsx';

export const ExplorePage = () => <Viewing kind="explore">{(resource, me) => <Explore resource={resource} me={me} />}</Viewing>;

function Explore({ resource, me }: { resource: Resource; me: string }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const definition = useMemo(() => ExploreDefinition.safeParse(resource.definition).data ?? {}, [resource.definition]);
  const chosen = useMemo(() => readChosen(search), [search]);
  const change = (to: (old: Search) => Search) => void navigate({ to: '.', search: to, replace: true, resetScroll: false });
  const choose = (next: Chosen) => change((old) => writeChosen(next, old));

  const fields = resource.fields ?? [];
  const measures = fields.filter((field) => field.role === 'measure');
  const time = fields.find((field) => field.name === resource.time);
  const dimensions = fields.filter(
    (field) => field.role === 'dimension' && field !== time && field.type !== 'time' && field.type !== 'date',
  );
  const measure = measures.find((field) => field.name === search.by?.[0]) ?? measures[0];
  const open = search.open?.[0];

  // Without a time of its own an explore opens with all there is.
  const opensWith = resource.time ? (definition.time ?? {}) : undefined;
  const choices = choicesOf(chosen, opensWith);
  const length = lengthOf(choices.time);
  const all = useQuery({ ...runQuery(resource.id, { query: totals(measures, choices) }), enabled: measures.length > 0 });
  const months = useQuery({
    ...runQuery(resource.id, { query: measure && time ? monthsOf(time.name, measure) : {} }),
    enabled: length === null && measure !== undefined && time !== undefined,
  });
  const span = length ?? spanOf(months.data);
  const series = useQuery({
    ...runQuery(resource.id, {
      query: time && span !== null ? overTime(time.name, grainFor(span, time.type), measures, choices) : {},
    }),
    enabled: time !== undefined && span !== null && measures.length > 0,
  });
  useAskAgainWhenGone(resource.id, all.error);

  const total = all.data && measure && measuresOf(all.data).find(({ column }) => column.name === measure.name);
  const asOf = all.data && `Data as of ${formatAsOf(all.data.dataAsOf, new Date())}`;
  return (
    <ResourcePage resource={resource} me={me} under={under(resource.project, definition.description, asOf)}>
      <div className={page.filters}>
        <FilterBar
          resource={resource.id}
          fields={fields}
          filters={dimensions
            .filter((field) => chosen.values[field.name])
            .map((field) => ({ name: field.name, kind: 'values' as const }))}
          chosen={chosen}
          onChoose={choose}
          time={opensWith}
          period={all.data?.period}
        />
      </div>
      {!measure ? (
        <Note title="Nothing to explore yet">This explore shows no measures. Its editors can choose some.</Note>
      ) : all.isError ? (
        <Failed onRetry={() => void all.refetch()}>{sentenceOf(all.error)}</Failed>
      ) : (
        <div className={styles.columns}>
          <Measures
            measures={measures}
            chosen={measure.name}
            onChoose={(name) => change((old) => ({ ...old, by: [name] }))}
            totals={all}
            series={time ? series : null}
          />
          <div className={styles.boards}>
            <div className={styles.boardsHead}>
              Ranked by
              <Choose
                label="Ranked by"
                value={measure.name}
                quiet
                options={measures.map((field) => ({ value: field.name, label: field.label }))}
                onChoose={(name) => change((old) => ({ ...old, by: [name] }))}
              />
            </div>
            {dimensions.map((dimension) => (
              <Board
                key={dimension.name}
                resource={resource.id}
                dimension={dimension}
                measure={measure}
                total={total && all.data?.rows[0]?.[total.index]}
                choices={choicesOf(chosen, opensWith, dimension.name)}
                chosen={chosen.values[dimension.name] ?? []}
                onChoose={(values) => choose({ ...chosen, values: { ...chosen.values, [dimension.name]: values } })}
                open={open === dimension.name}
                onOpen={() =>
                  change(({ open: was, ...old }) => (was?.[0] === dimension.name ? old : { ...old, open: [dimension.name] }))
                }
              />
            ))}
          </div>
        </div>
      )}
      <Origins origins={resource.origins} />
    </ResourcePage>
  );
}
