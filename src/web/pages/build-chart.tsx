// Making a chart over a dataset, and changing one: title, fields, kind, and the real answer while one chooses.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ChartDefinition, type Resource } from '#contract';
import styles from '../components/building/builder.module.css';
import { Builder, BuilderActions } from '../components/building/builder.tsx';
import { askedOf, type Draft, definitionOf, emptyQuery, filtersOf, lackingFor } from '../components/building/draft.ts';
import { make } from '../components/building/make.ts';
import { PickDataset } from '../components/building/pick-dataset.tsx';
import type { Search } from '../components/filters/chosen.ts';
import { api } from '../data/api.ts';
import { resourceQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { say } from '../ui/toast.ts';
import { NoAccess } from './no-access.tsx';
import { Viewing } from './viewing.tsx';

export function NewChartPage() {
  const search: Search = useSearch({ strict: false });
  const dataset = search.dataset?.[0];
  if (!dataset) return <PickDataset title="New chart" to="/charts/new" />;
  return <OverDataset key={dataset} dataset={dataset} />;
}

export const EditChartPage = () => (
  <Viewing kind="chart">
    {(chart) =>
      chart.actions.includes('edit') ? (
        <OverDataset dataset={String(chart.definition.dataset ?? '')} chart={chart} />
      ) : (
        <NoAccess resource={chart.id} />
      )
    }
  </Viewing>
);

function OverDataset({ dataset: id, chart }: { dataset: string; chart?: Resource }) {
  const dataset = useQuery(resourceQuery(id));
  if (hasCode(dataset.error, 'not_found') && chart)
    return (
      <Page title={`Editing ${chart.title}`}>
        <Note title="You can’t see the dataset behind this chart">
          Who edits that dataset can share it with you; until then this chart’s fields can’t be changed here.
        </Note>
      </Page>
    );
  if (hasCode(dataset.error, 'not_found')) return <NoAccess resource={id} />;
  if (dataset.error)
    return (
      <Page title="New chart">
        <Failed onRetry={() => void dataset.refetch()}>{sentenceOf(dataset.error)}</Failed>
      </Page>
    );
  if (!dataset.data)
    return (
      <Page title="Loading" heading={<h1 aria-busy="true">&nbsp;</h1>}>
        <RowBones rows={8} />
      </Page>
    );
  return <Building dataset={dataset.data} {...(chart && { chart })} />;
}

const draftOf = (dataset: Resource, chart: Resource | undefined): Draft => {
  if (!chart) return { title: '', dataset: dataset.id, type: 'table', typeChosen: false, query: emptyQuery, look: {} };
  const { type, query, series, stacked, horizontal, lines, highlight } = ChartDefinition.parse(chart.definition);
  return {
    title: chart.title,
    dataset: dataset.id,
    type,
    typeChosen: true,
    query,
    look: { series: series ?? query.pivot?.columns[0], stacked, horizontal, lines, highlight },
  };
};

function Building({ dataset, chart }: { dataset: Resource; chart?: Resource }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [began] = useState(chart);
  const [draft, setDraft] = useState(() => draftOf(dataset, chart));
  const [said] = useState(() => filtersOf(draft.query));
  const [filters, setFilters] = useState(said.chosen);
  const asked = askedOf(draft, dataset.fields ?? []);
  const title = draft.title.trim();

  const save = useMutation({
    mutationFn: async (version: number | undefined) => {
      const kept = began && ChartDefinition.parse(began.definition);
      const definition = {
        ...definitionOf(draft, asked),
        ...(kept?.description && { description: kept.description }),
        ...(kept?.format && { format: kept.format }),
      };
      if (!began) return make({ project: dataset.project.id, kind: 'chart', title, definition });
      return api.updateResource({
        params: { resource: began.id },
        body: { ...(title !== began.title && { title }), definition },
        ifMatch: version ?? began.version,
      });
    },
    onSuccess: async (saved) => {
      client.setQueryData(resourceQuery(saved.id).queryKey, saved);
      for (const key of ['resources', 'run', 'tile']) void client.invalidateQueries({ queryKey: [key] });
      say(began ? `“${saved.title}” is saved.` : `“${saved.title}” is there; ${seen(saved)}.`);
      await navigate({ to: '/charts/$id', params: { id: saved.id } });
    },
  });
  const stale = hasCode(save.error, 'stale');
  const leave = () =>
    void navigate(began ? { to: '/charts/$id', params: { id: began.id } } : { to: '/datasets/$id', params: { id: dataset.id } });
  const saveOver = async () => {
    const newest = await client.fetchQuery({ ...resourceQuery(began?.id ?? ''), staleTime: 0 });
    save.mutate(newest.version);
  };

  return (
    <Page
      title={began ? `Editing ${began.title}` : 'New chart'}
      heading={
        <h1>
          <input
            className={styles.title}
            aria-label="Title"
            placeholder="Title of the chart"
            value={draft.title}
            maxLength={200}
            onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
          />
        </h1>
      }
      under={`Over ${dataset.title} in ${dataset.project.title}`}
      actions={
        <BuilderActions
          saving={save.isPending}
          disabled={title === '' || lackingFor(draft.type, asked) !== undefined}
          onSave={() => save.mutate(undefined)}
          onCancel={leave}
        />
      }
    >
      {stale ? (
        <Inline look="sight">
          Somebody saved this chart while you were editing. Your changes are still here.{' '}
          <button type="button" onClick={() => void saveOver()}>
            Save mine over theirs
          </button>
        </Inline>
      ) : (
        save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>
      )}
      <Builder dataset={dataset} draft={draft} onDraft={setDraft} filters={filters} onFilters={setFilters} rest={said.rest} />
    </Page>
  );
}

const seen = ({ generalAccess, project }: Resource) =>
  generalAccess === 'project' ? `everyone in ${project.title} can see it` : 'only you can see it';
