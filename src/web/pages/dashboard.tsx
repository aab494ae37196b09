// A dashboard: its tiles with live data, the filters that hold for all of them, and, for editors, another hand of the same cards.
import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { DashboardDefinition, type Resource } from '#contract';
import { onTab } from '../components/editing/editing.ts';
import {
  type Chosen,
  choicesOf,
  isChosen,
  readChosen,
  type Search,
  withPicks,
  writeChosen,
} from '../components/filters/chosen.ts';
import { FilterBar } from '../components/filters/filter-bar.tsx';
import { formatValue } from '../components/format.ts';
import { ResourcePage } from '../components/resource-page.tsx';
import { DashboardTile } from '../components/tiles/dashboard-tile.tsx';
import { Freshness } from '../components/tiles/freshness.tsx';
import { Tabs, tabId } from '../components/tiles/tabs.tsx';
import { TileGrid } from '../components/tiles/tile-grid.tsx';
import { readEvery } from '../components/tiles/use-every.ts';
import { Views } from '../components/views/views.tsx';
import { tileQuery } from '../data/queries.ts';
import { RowBones } from '../ui/bones.tsx';
import { Note } from '../ui/note.tsx';
import styles from './dashboard.module.css';
import { under } from './project-name.tsx';
import { Viewing } from './viewing.tsx';

const EditDashboard = lazy(() => import('../components/editing/edit-dashboard.tsx'));

export const DashboardPage = () => (
  <Viewing kind="dashboard">{(resource, me) => <Dashboard resource={resource} me={me} />}</Viewing>
);

function Dashboard({ resource, me }: { resource: Resource; me: string }) {
  const search: Search = useSearch({ strict: false });
  // What was made just now opens to be filled.
  const [editing, setEditing] = useState(search.edit?.[0] === 'yes');
  if (editing && resource.actions.includes('edit'))
    return (
      <Suspense fallback={<RowBones />}>
        <EditDashboard resource={resource} onDone={() => setEditing(false)} />
      </Suspense>
    );
  return <Reading resource={resource} me={me} onEdit={() => setEditing(true)} />;
}

function Reading({ resource, me, onEdit }: { resource: Resource; me: string; onEdit: () => void }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const definition = useMemo(
    () => DashboardDefinition.safeParse(resource.definition).data ?? { tiles: [], filters: [] },
    [resource.definition],
  );
  const chosen = useMemo(() => readChosen(search), [search]);
  const choices = useMemo(() => choicesOf(chosen, definition.time), [chosen, definition.time]);
  const go = (to: (old: Search) => Search) => void navigate({ to: '.', search: to, replace: true, resetScroll: false });
  const choose = (next: Chosen) => go((old) => writeChosen(next, old));
  const panel = useId();

  const tabs = definition.tabs && definition.tabs.length > 1 ? definition.tabs : undefined;
  const tab = tabs?.find(({ id }) => id === search.tab?.[0])?.id ?? tabs?.[0]?.id;
  const tiles = onTab(definition.tiles, tabs, tab);
  const charts = tiles.filter((tile) => 'chart' in tile);
  const told = useTold(
    resource.id,
    charts.map((tile) => tile.id),
    choices,
  );
  const picked = usePicked(resource, chosen, definition.filters);
  const canEdit = resource.actions.includes('edit');

  return (
    <ResourcePage
      resource={resource}
      me={me}
      under={under(resource.project, definition.description)}
      actions={
        canEdit && (
          <Button variant="default" onClick={onEdit}>
            Edit
          </Button>
        )
      }
    >
      <div className={styles.bar}>
        <Views
          resource={resource}
          shown={{ chosen }}
          opensWith={definition.time}
          current={search.view?.[0]}
          onOpen={(next, view) => go((old) => withView(writeChosen(next.chosen, old), view))}
        />
        {(definition.filters.length > 0 || definition.time || picked.length > 0) && (
          <FilterBar
            resource={resource.id}
            fields={resource.fields ?? []}
            filters={definition.filters}
            chosen={chosen}
            onChoose={choose}
            time={definition.time}
            period={told.period}
            picked={picked}
          />
        )}
        <div className={styles.fresh}>
          <Freshness
            dashboard={resource.id}
            asOf={told.asOf}
            every={readEvery(search.refresh?.[0])}
            onEvery={(every) => go(({ refresh: _, ...old }) => (every === 'off' ? old : { ...old, refresh: [every] }))}
          />
        </div>
      </div>
      {tabs && <Tabs tabs={tabs} tab={tab} panel={panel} />}
      <div {...(tab && { id: panel, role: 'tabpanel', 'aria-labelledby': tabId(panel, tab) })}>
        {tiles.length === 0 ? (
          <Note title="Nothing on it yet">
            {canEdit ? 'Edit it to put charts on it.' : 'Its editors have not put anything on it yet.'}
          </Note>
        ) : (
          <TileGrid tiles={tiles}>
            {(tile) => (
              <DashboardTile
                dashboard={resource}
                me={me}
                tile={tile}
                part={resource.parts?.find((part) => part.tile === tile.id)}
                choices={choices}
                filtered={isChosen(chosen)}
                showAsOf={told.asOf.length > 1}
                onPick={(picks) => choose(withPicks(chosen, picks))}
              />
            )}
          </TileGrid>
        )}
      </div>
    </ResourcePage>
  );
}

/** Which view it is, beside what it shows. */
const withView = ({ view: _, ...search }: Search, view: string | undefined): Search =>
  view ? { ...search, view: [view] } : search;

/** What was clicked on charts, where no filter of the dashboard shows it. */
const usePicked = (resource: Resource, chosen: Chosen, filters: readonly { name: string }[]) =>
  useMemo(() => {
    const columns = resource.parts?.flatMap((part) => part.columns) ?? [];
    return Object.entries(chosen.values).flatMap(([name, values]) => {
      const column = columns.find((one) => one.name === name);
      if (!column || filters.some((filter) => filter.name === name)) return [];
      return [{ name, label: column.label, values: values.map((value) => formatValue(value, column)).join(', ') }];
    });
  }, [resource.parts, chosen, filters]);

/** What all tiles' answers say together: the days they are about, and how fresh they are. */
function useTold(dashboard: string, tiles: readonly string[], choices: ReturnType<typeof choicesOf>) {
  return useQueries({
    queries: tiles.map((tile) => ({ ...tileQuery(dashboard, tile, choices), enabled: false })),
    combine: (answers) => {
      const results = answers.flatMap(({ data, isPlaceholderData }) => (data && !isPlaceholderData ? [data] : []));
      return {
        period: results.find((result) => result.period)?.period,
        // To the minute, as it is said.
        asOf: [...new Map(results.map((result) => [result.dataAsOf.slice(0, 16), result.dataAsOf])).values()],
      };
    },
  });
}
