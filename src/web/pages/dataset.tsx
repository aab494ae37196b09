// A dataset: what can be asked of it, and the answer to whatever is ticked.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { DatasetDefinition, type Field, Query, type QueryInput, type Resource } from '#contract';
import { BrokenFields } from '../components/datasets/broken-fields.tsx';
import type { Search } from '../components/filters/chosen.ts';
import { Origins } from '../components/origins.tsx';
import { ResourcePage } from '../components/resource-page.tsx';
import { ChartFrame } from '../components/tiles/chart-frame.tsx';
import { runQuery } from '../data/queries.ts';
import { useAskAgainWhenGone } from '../data/viewed.ts';
import { Note } from '../ui/note.tsx';
import styles from './dataset.module.css';
import { under } from './project-name.tsx';
import { Viewing } from './viewing.tsx';

export const DatasetPage = () => <Viewing kind="dataset">{(resource, me) => <Dataset resource={resource} me={me} />}</Viewing>;

const mostDimensions = 6;
const mostMeasures = 12;

function Dataset({ resource, me }: { resource: Resource; me: string }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const definition = useMemo(() => DatasetDefinition.safeParse(resource.definition).data, [resource.definition]);
  const fields = resource.fields ?? [];
  const dimensions = fields.filter((field) => field.role === 'dimension');
  const measures = fields.filter((field) => field.role === 'measure');
  const shown = shownFields(search, dimensions, measures);
  const toggle = (field: Field) => {
    const next = shown.includes(field) ? shown.filter((other) => other !== field) : [...shown, field];
    void navigate({
      to: '.',
      search: (old: Search) => ({ ...old, show: next.map(({ name }) => name) }),
      replace: true,
      resetScroll: false,
    });
  };
  const list = (title: string, of: readonly Field[], most: number) =>
    of.length > 0 && (
      <>
        <h2>{title}</h2>
        <ul>
          {of.map((field) => (
            <li key={field.name} className={styles.field}>
              <input
                id={`field-${field.name}`}
                type="checkbox"
                checked={shown.includes(field)}
                disabled={!shown.includes(field) && shown.filter((other) => other.role === field.role).length >= most}
                onChange={() => toggle(field)}
              />
              <label htmlFor={`field-${field.name}`} title={field.label}>
                {field.label}
              </label>
              <span className={styles.type}>{typeInWords(field)}</span>
              {field.description && <span className={styles.detail}>{field.description}</span>}
            </li>
          ))}
        </ul>
      </>
    );

  return (
    <ResourcePage
      resource={resource}
      me={me}
      under={under(resource.project, definition?.description)}
      actions={
        <>
          {resource.actions.includes('edit') && (
            <Button
              variant="default"
              onClick={() => void navigate({ to: '/datasets/$id/edit', params: { id: resource.id }, search: {} })}
            >
              Edit
            </Button>
          )}
          <Button variant="default" onClick={() => void navigate({ to: '/charts/new', search: { dataset: [resource.id] } })}>
            New chart
          </Button>
        </>
      }
    >
      {resource.actions.includes('edit') && <BrokenFields dataset={resource.id} fields={definition} />}
      <div className={styles.columns}>
        <section className={styles.fields} aria-label="Fields">
          {list('Dimensions', dimensions, mostDimensions)}
          {list('Measures', measures, mostMeasures)}
          <Origins origins={resource.origins} />
        </section>
        {shown.length === 0 ? (
          <Note title="Nothing ticked">Tick dimensions and measures to see their values here.</Note>
        ) : (
          <Preview resource={resource} shown={shown} />
        )}
      </div>
    </ResourcePage>
  );
}

const types: Record<Field['type'], string> = {
  string: 'text',
  number: 'number',
  boolean: 'yes or no',
  time: 'time',
  date: 'day',
};
const formats: Record<NonNullable<Field['format']>, string> = {
  integer: 'whole number',
  decimal: 'number',
  percent: 'percent',
  currency: 'money',
  duration_min: 'minutes',
  compact: 'number',
};
const typeInWords = (field: Field) => field.unit ?? (field.format ? formats[field.format] : types[field.type]);

/** Without a wish: the first dimension that isn't time, by the first measures. */
function shownFields(search: Search, dimensions: Field[], measures: Field[]): Field[] {
  if (search.show) return [...dimensions, ...measures].filter((field) => search.show?.includes(field.name));
  const first = dimensions.find((field) => field.type === 'string') ?? dimensions[0];
  return [...(first ? [first] : []), ...measures.slice(0, 3)];
}

function Preview({ resource, shown }: { resource: Resource; shown: readonly Field[] }) {
  const query = useMemo((): QueryInput => {
    const dimensions = shown.filter((field) => field.role === 'dimension');
    const measures = shown.filter((field) => field.role === 'measure');
    const sortBy = measures[0];
    return {
      dimensions: dimensions.map((field) => ({
        name: field.name,
        ...(field.name === resource.time && { grain: 'month' as const }),
      })),
      measures: measures.map((field) => field.name),
      ...(sortBy && { sort: [{ field: sortBy.name, descending: true }] }),
      limit: 500,
    };
  }, [shown, resource.time]);
  const answer = useQuery(runQuery(resource.id, { query }));
  const behind = useMemo(() => ({ dataset: resource.id, query: Query.parse(query) }), [resource.id, query]);
  useAskAgainWhenGone(resource.id, answer.error);
  return (
    <div className={styles.preview}>
      <ChartFrame
        title="Preview"
        look={{ type: 'table' }}
        answer={answer}
        showAsOf
        behind={resource.actions.includes('query') ? behind : undefined}
      />
    </div>
  );
}
