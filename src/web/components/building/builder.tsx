// Making or changing a chart: fields on the left, what they come to on the right, always the real data.
import { Button, NumberInput, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Field, Filter, Grain, QueryInput, Resource } from '#contract';
import { runQuery } from '../../data/queries.ts';
import { Choose } from '../../ui/choose.tsx';
import { Note } from '../../ui/note.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { isTime } from '../charts/drawing.ts';
import type { Chosen } from '../filters/chosen.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { ChartFrame } from '../tiles/chart-frame.tsx';
import styles from './builder.module.css';
import { askedOf, type Draft, filtered, lackingFor, lookOf, queryOf, seriesOf, toggled } from './draft.ts';
import { Highlights } from './highlights.tsx';
import { Kinds } from './kinds.tsx';

type Props = {
  dataset: Resource;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  filters: Chosen;
  onFilters: (chosen: Chosen) => void;
  /** Conditions that no filter here could say; they stay as they are. */
  rest: readonly Filter[];
};

export function Builder({ dataset, draft, onDraft, filters, onFilters, rest }: Props) {
  const fields = dataset.fields ?? [];
  const asked = askedOf(draft, fields);
  const lacking = lackingFor(draft.type, asked);
  const query = useMemo(() => queryOf(draft, askedOf(draft, fields)), [draft, fields]);
  const [settled] = useDebouncedValue(query, 250);
  const any = asked.dimensions.length + asked.measures.length > 0;
  // An old answer under a new look would be nonsense: each is drawn with what was asked for it.
  const { placeholderData: _, ...run } = runQuery(dataset.id, { query: settled });
  const answer = useQuery({ ...run, enabled: any && settled === query });
  const ask = (change: Partial<QueryInput>) => onDraft({ ...draft, query: { ...draft.query, ...change } });
  return (
    <div className={styles.columns}>
      <Fields fields={fields} draft={draft} onDraft={onDraft} />
      <div className={styles.right}>
        <Kinds draft={draft} asked={asked} onChoose={(type) => onDraft({ ...draft, type, typeChosen: true })} />
        <Filters dataset={dataset} fields={fields} filters={filters} onFilters={onFilters} draft={draft} rest={rest} ask={ask} />
        <Options draft={draft} onDraft={onDraft} fields={fields} ask={ask} />
        <div className={styles.preview}>
          {!any ? (
            <Note title="Nothing chosen yet">Tick a measure, and what to see it by. The chart is drawn here as you choose.</Note>
          ) : lacking ? (
            <Note title="This kind of chart can’t be drawn from these fields">
              It {lacking}. Choose another kind, or other fields.
            </Note>
          ) : (
            <ChartFrame title={draft.title || 'Preview'} look={lookOf(draft, asked)} answer={answer} showAsOf />
          )}
        </div>
        {any && (
          <details className={styles.typed}>
            <summary>The query</summary>
            <pre>{JSON.stringify(query, null, 2)}</pre>
          </details>
        )}
      </div>
    </div>
  );
}

function Fields({ fields, draft, onDraft }: { fields: readonly Field[]; draft: Draft; onDraft: (draft: Draft) => void }) {
  const [text, setText] = useState('');
  const matches = (field: Field) => field.label.toLowerCase().includes(text.trim().toLowerCase());
  const ticked = ({ role, name }: Field) =>
    role === 'measure'
      ? draft.query.measures?.includes(name)
      : draft.query.dimensions?.some((dimension) => dimension.name === name);
  const list = (title: string, role: Field['role']) => {
    const of = fields.filter((field) => field.role === role && matches(field));
    return (
      <fieldset className={styles.fields}>
        <legend>{title}</legend>
        {of.map((field) => (
          <label key={field.name} className={styles.field} title={field.description ?? field.label}>
            <input type="checkbox" checked={ticked(field) ?? false} onChange={() => onDraft(toggled(draft, field, fields))} />
            <span>{field.label}</span>
          </label>
        ))}
        {of.length === 0 && <p className={styles.quiet}>None{text && ` called “${text}”`}.</p>}
      </fieldset>
    );
  };
  return (
    <section className={styles.left} aria-label="Fields">
      {fields.length > 12 && <SearchBox value={text} onChange={setText} placeholder="Find a field" />}
      {list('Measures', 'measure')}
      {list('Dimensions', 'dimension')}
    </section>
  );
}

type FiltersProps = {
  dataset: Resource;
  fields: readonly Field[];
  draft: Draft;
  filters: Chosen;
  onFilters: (chosen: Chosen) => void;
  rest: readonly Filter[];
  ask: (change: Partial<QueryInput>) => void;
};

function Filters({ dataset, fields, draft, filters, onFilters, rest, ask }: FiltersProps) {
  const dimensions = fields.filter((field) => field.role === 'dimension' && !isTime(field));
  const used = dimensions.filter(({ name }) => name in filters.values || name in filters.ranges);
  const others = dimensions.filter((field) => !used.includes(field));
  const asRange = (field: Field) => field.type === 'number' && !field.part;
  const choose = (chosen: Chosen) => {
    onFilters(chosen);
    ask(filtered(chosen, rest));
  };
  return (
    <div className={styles.filters}>
      <FilterBar
        resource={dataset.id}
        fields={fields}
        filters={used.map((field) => ({ name: field.name, kind: asRange(field) ? 'range' : 'values' }))}
        chosen={filters}
        onChoose={choose}
        time={dataset.time ? (draft.query.time ?? {}) : undefined}
      />
      {others.length > 0 && (
        <Choose
          quiet
          label="Add a filter"
          value=""
          options={[{ value: '', label: 'Add a filter' }, ...others.map(({ name, label }) => ({ value: name, label }))]}
          onChoose={(name) => {
            const field = others.find((other) => other.name === name);
            if (field && asRange(field)) choose({ ...filters, ranges: { ...filters.ranges, [name]: {} } });
            else if (field) choose({ ...filters, values: { ...filters.values, [name]: [] } });
          }}
        />
      )}
    </div>
  );
}
const grains: Record<Exclude<Grain, 'second'>, string> = {
  minute: 'By minute',
  hour: 'By hour',
  day: 'By day',
  week: 'By week',
  month: 'By month',
  quarter: 'By quarter',
  year: 'By year',
};

type OptionsProps = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  fields: readonly Field[];
  ask: (change: Partial<QueryInput>) => void;
};

function Options({ draft, onDraft, fields, ask }: OptionsProps) {
  const asked = askedOf(draft, fields);
  const look = (change: Partial<Draft['look']>) => onDraft({ ...draft, look: { ...draft.look, ...change } });
  const sort = draft.query.sort?.[0];
  const sorted = sort ? `${sort.descending ? '-' : '+'}${sort.field}` : '';
  const sortable = [...asked.measures, ...asked.dimensions];
  const plain = draft.type === 'bar' || draft.type === 'area';
  const split = asked.dimensions.length === 2;
  return (
    <div className={styles.options}>
      {asked.dimensions.filter(isTime).map((field) => (
        <Choose
          key={field.name}
          label={`${field.label} by`}
          value={draft.query.dimensions?.find(({ name }) => name === field.name)?.grain ?? 'month'}
          options={Object.entries(grains)
            .filter(([grain]) => field.type === 'time' || (grain !== 'hour' && grain !== 'minute'))
            .map(([value, label]) => ({ value, label: `${field.label}: ${label.toLowerCase()}` }))}
          onChoose={(grain) =>
            ask({
              dimensions: draft.query.dimensions?.map((one) =>
                one.name === field.name ? { ...one, grain: grain as Grain } : one,
              ),
            })
          }
        />
      ))}
      {sortable.length > 0 && draft.type !== 'number' && (
        <Choose
          label="Sorted by"
          value={sorted}
          options={[
            { value: '', label: 'Sorted as it fits' },
            ...sortable.flatMap(({ name, label }) => [
              { value: `-${name}`, label: `${label}, greatest first` },
              { value: `+${name}`, label: `${label}, least first` },
            ]),
          ]}
          onChoose={(value) => ask({ sort: value ? [{ field: value.slice(1), descending: value.startsWith('-') }] : undefined })}
        />
      )}
      {asked.dimensions.length > 0 && (
        <NumberInput
          aria-label="Most rows"
          leftSection={<span className={styles.quiet}>First</span>}
          leftSectionWidth={44}
          w={110}
          min={1}
          max={10_000}
          value={draft.query.limit ?? 1000}
          onChange={(limit) => typeof limit === 'number' && limit >= 1 && ask({ limit: Math.min(10_000, Math.round(limit)) })}
        />
      )}
      {split && (draft.type === 'pivot' || draft.type === 'heatmap' || draft.type === 'bar' || draft.type === 'line') && (
        <Choose
          label={draft.type === 'pivot' || draft.type === 'heatmap' ? 'Across' : 'Series'}
          value={seriesOf(draft, asked) ?? ''}
          options={asked.dimensions.map(({ name, label }) => ({
            value: name,
            label: `${draft.type === 'pivot' || draft.type === 'heatmap' ? 'Across' : 'Series'}: ${label}`,
          }))}
          onChoose={(series) => look({ series })}
        />
      )}
      {plain && (split || asked.measures.length > 1) && (
        <Switch
          label="Stacked"
          checked={draft.look.stacked ?? draft.type === 'area'}
          onChange={(event) => look({ stacked: event.currentTarget.checked })}
        />
      )}
      {draft.type === 'bar' && (
        <Switch
          label="Lying down"
          checked={draft.look.horizontal ?? false}
          onChange={(event) => look({ horizontal: event.currentTarget.checked })}
        />
      )}
      {draft.type === 'combo' &&
        asked.measures.map(({ name, label }) => {
          const lines = draft.look.lines ?? [asked.measures.at(-1)?.name ?? ''];
          return (
            <Switch
              key={name}
              label={`${label} as a line`}
              checked={lines.includes(name)}
              onChange={(event) =>
                look({ lines: event.currentTarget.checked ? [...lines, name] : lines.filter((line) => line !== name) })
              }
            />
          );
        })}
      {(draft.type === 'table' || draft.type === 'pivot') && asked.measures.length > 0 && (
        <Highlights measures={asked.measures} rules={draft.look.highlight ?? []} onChange={(highlight) => look({ highlight })} />
      )}
    </div>
  );
}

/** At the head of the page that a chart is made on. */
export const BuilderActions = ({
  saving,
  disabled,
  onSave,
  onCancel,
}: {
  saving: boolean;
  disabled: boolean;
  onSave: () => void;
  onCancel: () => void;
}) => (
  <>
    <Button variant="default" onClick={onCancel}>
      Cancel
    </Button>
    <Button onClick={onSave} loading={saving} disabled={disabled}>
      Save
    </Button>
  </>
);
