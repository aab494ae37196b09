import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, startTransition, useMemo, useState } from 'react';
import { ChartDefinition, type Resource } from '#contract';
import type { Pick } from '../components/charts/spot.ts';
import { type Chosen, choicesOf, isChosen, readChosen, type Search, writeChosen } from '../components/filters/chosen.ts';
import { FilterBar } from '../components/filters/filter-bar.tsx';
import { formatValue } from '../components/format.ts';
import { Origins } from '../components/origins.tsx';
import { ResourcePage } from '../components/resource-page.tsx';
import { ChartFrame } from '../components/tiles/chart-frame.tsx';
import { api } from '../data/api.ts';
import { runQuery } from '../data/queries.ts';
import { useAskAgainWhenGone } from '../data/viewed.ts';
import styles from './chart.module.css';
import { under } from './project-name.tsx';
import { Viewing } from './viewing.tsx';

const ViewRows = lazy(() => import('../components/behind/view-rows.tsx'));

export const ChartPage = () => <Viewing kind="chart">{(resource, me) => <OneChart resource={resource} me={me} />}</Viewing>;

function OneChart({ resource, me }: { resource: Resource; me: string }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const definition = useMemo(
    () => ChartDefinition.safeParse(resource.definition).data ?? ChartDefinition.parse({}),
    [resource.definition],
  );
  const chosen = useMemo(() => readChosen(search), [search]);
  const choices = useMemo(() => choicesOf(chosen, definition.query.time), [chosen, definition.query.time]);
  const answer = useQuery(runQuery(resource.id, { choices }));
  const [picked, setPicked] = useState<Pick[] | null>(null);
  // What was clicked last stays while it fades.
  const [wanted, setWanted] = useState<Pick[] | null>(null);
  if (picked && picked !== wanted) setWanted(picked);
  useAskAgainWhenGone(resource.id, answer.error);
  return (
    <ResourcePage
      resource={resource}
      me={me}
      under={under(resource.project, definition.description)}
      actions={
        resource.actions.includes('edit') && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/charts/$id/edit', params: { id: resource.id }, search: {} })}
          >
            Edit
          </Button>
        )
      }
    >
      {resource.time && (
        <div className={styles.filters}>
          <FilterBar
            resource={resource.id}
            fields={[]}
            filters={[]}
            chosen={chosen}
            onChoose={(next: Chosen) =>
              void navigate({ to: '.', search: (old: Search) => writeChosen(next, old), replace: true })
            }
            time={definition.query.time ?? {}}
            period={answer.data?.period}
          />
        </div>
      )}
      <div className={definition.type === 'number' ? styles.small : styles.chart}>
        <ChartFrame
          title={resource.title}
          look={{ ...definition, across: definition.query.pivot?.columns }}
          answer={answer}
          itself={resource}
          choices={choices}
          onPick={resource.behind ? (picks) => startTransition(() => setPicked(picks)) : undefined}
          filtered={isChosen(chosen)}
          showAsOf
          csv={
            resource.actions.includes('export')
              ? () => api.exportQuery({ params: { resource: resource.id }, body: { choices } })
              : undefined
          }
        />
      </div>
      <Suspense fallback={null}>
        {resource.behind && wanted && (
          <ViewRows
            title={wordsOf(wanted, resource)}
            dataset={resource.behind.dataset}
            query={definition.query}
            choices={choices}
            picks={wanted}
            opened={picked !== null}
            onClose={() => setPicked(null)}
          />
        )}
      </Suspense>
      <Origins origins={resource.origins} />
    </ResourcePage>
  );
}

const wordsOf = (picks: readonly Pick[], { fields = [] }: Resource): string =>
  picks.map(({ field, value }) => formatValue(value, fields.find(({ name }) => name === field) ?? { type: 'string' })).join(', ');
