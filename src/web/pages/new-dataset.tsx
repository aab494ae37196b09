// A new dataset: from a file that is brought, over a table of a source, or from a SELECT over its tables.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Bring, type Brought } from '../components/datasets/bring.tsx';
import { DescribeDataset } from '../components/datasets/describe-dataset.tsx';
import { spokenOf, suggest } from '../components/datasets/suggest.ts';
import type { Search } from '../components/filters/chosen.ts';
import { count } from '../components/format.ts';
import { meQuery, projectsQuery, resourceQuery, tablesQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { NoAccess } from './no-access.tsx';

export function NewDatasetPage() {
  const search: Search = useSearch({ strict: false });
  const source = search.source?.[0];
  if (source) return <OverSource key={`${source} ${search.table?.[0]}`} id={source} table={search.table?.[0]} />;
  return <FromFile />;
}

function FromFile() {
  const { data: me } = useSuspenseQuery(meQuery);
  const projects = useQuery(projectsQuery);
  const [brought, setBrought] = useState<Brought>();
  const places = projects.data?.items.filter(({ actions }) => actions.includes('manage_sources')) ?? [];
  if (brought) {
    const { project, source, table, columns, rows, file } = brought;
    return (
      <DescribeDataset
        project={project}
        began={{ source, table, ...suggest(columns) }}
        title={spokenOf(table)}
        columns={columns}
        under={`${file}: ${count(rows, 'row', 'rows')}, ${count(columns.length, 'column', 'columns')}`}
      />
    );
  }
  return (
    <Page title="New dataset" under="From a file; it becomes a table that datasets read.">
      {projects.isPending ? (
        <RowBones rows={4} />
      ) : !me.capabilities.includes('sources.manage') || places.length === 0 ? (
        <Note title="Bringing data takes a right that you don’t have">
          It is for who administers a project and may manage sources. Ask them to bring the file, or to give you that right.
        </Note>
      ) : (
        <Bring projects={places} onBrought={setBrought} />
      )}
    </Page>
  );
}

/** Without a table it is a SELECT over all of them. */
function OverSource({ id, table }: { id: string; table: string | undefined }) {
  const source = useQuery(resourceQuery(id));
  const tables = useQuery(tablesQuery(id));
  const error = source.error ?? tables.error;
  if (hasCode(error, 'not_found')) return <NoAccess resource={id} />;
  if (error)
    return (
      <Page title="New dataset">
        <Failed onRetry={() => void tables.refetch()}>{sentenceOf(error)}</Failed>
      </Page>
    );
  if (!source.data || !tables.data)
    return (
      <Page title="New dataset">
        <RowBones rows={4} />
      </Page>
    );
  const project = source.data.project.id;
  const over = `Over ${source.data.title} in ${source.data.project.title}`;
  if (table === undefined) {
    const measures = [{ name: 'rows', label: 'Rows', aggregate: 'count' as const, format: 'integer' as const }];
    return <DescribeDataset project={project} began={{ source: id, sql: '', dimensions: [], measures }} title="" under={over} />;
  }
  const columns = tables.data.items.find(({ name }) => name === table)?.columns;
  if (!columns) return <NoAccess resource={id} />;
  return (
    <DescribeDataset
      project={project}
      began={{ source: id, table, ...suggest(columns) }}
      title={spokenOf(table)}
      columns={columns}
      under={`${over}: ${table}`}
    />
  );
}
