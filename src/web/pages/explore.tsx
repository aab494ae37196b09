// An explore: measures over time, the values behind them ranked, a pivot of them; and all that is set is in the address.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type DefinitionOf, ExploreDefinition, type Field, type Resource } from '#contract';
import { Explored } from '../components/exploring/explored.ts';
import styles from '../components/exploring/exploring.module.css';
import { changed, type Exploring } from '../components/exploring/exploring.ts';
import { queryOf, stateOf } from '../components/exploring/kept.ts';
import { type Has, knownIn } from '../components/exploring/known.ts';
import { Overview } from '../components/exploring/overview.tsx';
import { Pivot } from '../components/exploring/pivot.tsx';
import { writeState } from '../components/exploring/state.ts';
import { useQuestions } from '../components/exploring/use-questions.ts';
import { ZoneFilter } from '../components/exploring/zone-filter.tsx';
import { type Chosen, type Search, writeChosen } from '../components/filters/chosen.ts';
import { FilterBar } from '../components/filters/filter-bar.tsx';
import { formatAsOf } from '../components/format.ts';
import { Origins } from '../components/origins.tsx';
import { ResourcePage } from '../components/resource-page.tsx';
import { Views } from '../components/views/views.tsx';
import { useAskAgainWhenGone } from '../data/viewed.ts';
import { Note } from '../ui/note.tsx';
import page from './chart.module.css';
import { under } from './project-name.tsx';
import { Viewing } from './viewing.tsx';

export const ExplorePage = () => <Viewing kind="explore">{(resource, me) => <Explore resource={resource} me={me} />}</Viewing>;

function Explore({ resource, me }: { resource: Resource; me: string }) {
  const definition = useMemo(() => ExploreDefinition.safeParse(resource.definition).data ?? {}, [resource.definition]);
  const has = useMemo(() => hasOf(resource), [resource]);
  const [first] = has.measures;
  if (!first)
    return (
      <ResourcePage resource={resource} me={me} under={under(resource.project, definition.description)}>
        <Note title="Nothing to explore yet">This explore shows no measures. Its editors can choose some.</Note>
      </ResourcePage>
    );
  return <Exploration resource={resource} me={me} has={has} first={first} definition={definition} />;
}

type Props = { resource: Resource; me: string; has: Has; first: Field; definition: DefinitionOf<'explore'> };

function Exploration({ resource, me, has, first, definition }: Props) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { chosen, state, leftOut } = useMemo(() => knownIn(search, has), [search, has]);
  const set: Exploring['set'] = (changes, to = chosen) =>
    void navigate({
      to: '.',
      search: (old: Search) => writeState(changed(state, changes), writeChosen(to, old)),
      // The way back of a browser leads out of a table, a pivot or a zoom, not through every click.
      replace: !['back', 'open', 'pivot'].some((key) => key in changes),
      resetScroll: false,
    });
  // Without a time of its own an explore opens with all there is.
  const opensWith = has.time ? (definition.time ?? {}) : undefined;
  const measure = has.measures.find(({ name }) => name === state.by) ?? first;
  const exploring: Exploring = { ...has, resource, measure, chosen, state, opensWith, set };
  const questions = useQuestions(exploring);
  const { whole } = questions;
  useAskAgainWhenGone(resource.id, whole.error);
  const choose = (to: Chosen) => {
    const sameTime = JSON.stringify(to.time) === JSON.stringify(chosen.time);
    set(sameTime ? {} : { selected: undefined, ...(state.back && { back: undefined }) }, to);
  };
  const asOf = whole.data && `Data as of ${formatAsOf(whole.data.dataAsOf, new Date())}`;
  return (
    <Explored value={resource}>
      <ResourcePage resource={resource} me={me} under={under(resource.project, definition.description, asOf)}>
        <div className={`${page.filters} ${styles.bar}`}>
          <Faces exploring={exploring} />
          <Views
            resource={resource}
            shown={{ chosen, query: queryOf(state, has) }}
            understood={(query) => queryOf(query ? stateOf(query, has) : {}, has)}
            opensWith={opensWith}
            current={search.view?.[0]}
            onOpen={({ chosen: to, query = {} }, view) =>
              void navigate({
                to: '.',
                search: ({ view: _, ...old }: Search) => ({
                  ...writeState(stateOf(query, has), writeChosen(to, old)),
                  ...(view && { view: [view] }),
                }),
                resetScroll: false,
              })
            }
          />
          <FilterBar
            resource={resource.id}
            fields={resource.fields ?? []}
            filters={[
              ...Object.keys(chosen.values).map((name) => ({ name, kind: 'values' as const })),
              ...Object.keys(chosen.ranges).map((name) => ({ name, kind: 'range' as const })),
            ]}
            chosen={chosen}
            onChoose={choose}
            time={opensWith}
            period={whole.data?.period}
            beside={has.time?.type === 'time' && <ZoneFilter zone={state.zone} onChoose={(zone) => set({ zone })} />}
          />
        </div>
        {leftOut.length > 0 && (
          <p className={styles.leftOut} role="status">
            The address asks for what this explore doesn’t have, which is left out: {leftOut.join(', ')}.
          </p>
        )}
        {state.pivot ? (
          <Pivot exploring={exploring} pivot={state.pivot} questions={questions} />
        ) : (
          <Overview exploring={exploring} questions={questions} />
        )}
        <Origins origins={resource.origins} />
      </ResourcePage>
    </Explored>
  );
}

function Faces({ exploring: { state, dimensions, measure, time, set } }: { exploring: Exploring }) {
  const first = {
    rows: dimensions.slice(0, 1).map(({ name }) => name),
    columns: time ? [time.name] : [],
    measures: [measure.name],
  };
  return (
    <fieldset className={styles.faces} aria-label="How it is shown">
      <button type="button" aria-pressed={!state.pivot} onClick={() => state.pivot && set({ pivot: undefined })}>
        Overview
      </button>
      <button type="button" aria-pressed={state.pivot !== undefined} onClick={() => state.pivot || set({ pivot: first })}>
        Pivot
      </button>
    </fieldset>
  );
}

const hasOf = ({ fields = [], time: name }: Resource): Has => {
  const time = fields.find((field) => field.name === name);
  return {
    measures: fields.filter(({ role }) => role === 'measure'),
    dimensions: fields.filter(
      ({ name, role, type }) => role === 'dimension' && name !== time?.name && type !== 'time' && type !== 'date',
    ),
    time,
  };
};
