// The values of one dimension, ranked by the chosen measure; choosing some of them, or leaving some out, narrows everything else.
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Field, QueryInput, Value } from '#contract';
import { runQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { isChosen, withExcluded } from '../filters/chosen.ts';
import { formatValue } from '../format.ts';
import { type Asked, addsUp, and, leaders } from './asking.ts';
import styles from './board.module.css';
import { BoardHeads } from './board-heads.tsx';
import { BoardRow, figuresOf } from './board-row.tsx';
import shared from './exploring.module.css';
import type { Exploring } from './exploring.ts';
import { asLeaders } from './made.ts';
import { PartMenu } from './part-menu.tsx';
import { mostSplit } from './state.ts';

const few = 7;

type Props = {
  exploring: Exploring;
  dimension: Field;
  /** Without the choice on this very dimension: all its values stay in sight. */
  choices: Asked;
  /** The values that are drawn apart. */
  apart: readonly Value[] | undefined;
  canSplit: boolean;
  /** What it is compared with isn't known yet. */
  waiting: boolean;
};

export function Board({ exploring, dimension, choices, apart, canSplit, waiting }: Props) {
  const { resource, measure, chosen, state, set } = exploring;
  const [finding, setFinding] = useState(false);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(finding ? text.trim() : '', 200);
  const found = q ? { ...choices, filter: and(choices.filter, { field: dimension.name, contains: q }) } : choices;
  const sort = state.sort ?? 'value';
  const ranking = { by: measure, sort, ascending: state.ascending === true, limit: few };
  // The numbers and lines are asked for first, then what stands beside them.
  const said = useDeferredValue(JSON.stringify(leaders(dimension.name, ranking, found)), '');
  const answer = useQuery({
    ...runQuery(resource.id, { query: useMemo((): QueryInput => (said ? JSON.parse(said) : {}), [said]) }),
    enabled: !waiting && said !== '',
  });
  const result = answer.isError ? undefined : answer.data;
  const figures = result && figuresOf(result, dimension.name, measure.name);
  const included = chosen.values[dimension.name] ?? [];
  const excluded = chosen.excluded?.[dimension.name] ?? [];
  const include = (value: Value) => {
    const after = included.includes(value) ? included.filter((other) => other !== value) : [...included, value];
    const { [dimension.name]: _, ...rest } = chosen.values;
    set({}, { ...chosen, values: after.length > 0 ? { ...rest, [dimension.name]: after } : rest });
  };
  const draw = (value: Value) => {
    const now = apart ?? [];
    const values = now.includes(value) ? now.filter((one) => one !== value) : [...now, value].slice(0, mostSplit);
    set({ split: values.length > 0 ? { dimension: dimension.name, values } : undefined });
  };
  const split = state.split?.dimension === dimension.name;
  return (
    <section className={styles.board} aria-label={dimension.label} data-compared={choices.compare ? true : undefined}>
      <div className={styles.head}>
        <h2 title={dimension.description ?? dimension.label}>{dimension.label}</h2>
        {dimension.type === 'string' && (
          <button
            type="button"
            className={shared.tool}
            aria-label={`Search ${dimension.label}`}
            aria-expanded={finding}
            onClick={() => setFinding(!finding)}
          >
            <SearchIcon size={14} />
          </button>
        )}
        <PartMenu
          name={dimension.label}
          make={() =>
            asLeaders(
              measure,
              dimension,
              leaders(dimension.name, { ...ranking, limit: 10 }, withOwn(exploring, dimension, choices)),
            )
          }
          onTable={() => set({ open: dimension.name })}
          apart={
            canSplit ? { on: split, toggle: () => set({ split: split ? undefined : { dimension: dimension.name } }) } : undefined
          }
        />
      </div>
      {finding && (
        <div className={styles.find}>
          <SearchBox value={text} onChange={setText} placeholder={`Find in ${dimension.label}`} autoFocus />
        </div>
      )}
      <BoardHeads
        measure={measure}
        sort={sort}
        ascending={ranking.ascending}
        compared={choices.compare !== undefined}
        shares={addsUp(measure)}
        split={split}
        onSort={(to) => set({ sort: to, ascending: to === sort && !ranking.ascending ? true : undefined })}
      />
      {answer.isPending && <RowBones rows={few} />}
      {answer.isError && (
        <p className={shared.state} role="alert">
          {sentenceOf(answer.error)}{' '}
          <button type="button" className={shared.link} onClick={() => void answer.refetch()}>
            Try again
          </button>
        </p>
      )}
      {result && result.rows.length === 0 && (
        <p className={shared.state}>
          {q ? `Nothing here has “${q}” in it.` : isChosen(chosen) ? 'Nothing matches.' : 'No rows.'}
        </p>
      )}
      {figures && (
        <ul className={styles.rows} aria-busy={answer.isPlaceholderData || undefined}>
          {figures.rows.map((row) => (
            <BoardRow
              key={JSON.stringify(row.value)}
              row={row}
              most={figures.most}
              label={formatValue(row.value, dimension)}
              measure={measure}
              compared={choices.compare !== undefined}
              shares={addsUp(measure)}
              state={
                excluded.includes(row.value)
                  ? 'excluded'
                  : included.includes(row.value)
                    ? 'included'
                    : included.length > 0
                      ? 'other'
                      : undefined
              }
              onInclude={() =>
                excluded.includes(row.value) ? set({}, withExcluded(chosen, dimension.name, row.value)) : include(row.value)
              }
              onExclude={() => set({}, withExcluded(chosen, dimension.name, row.value))}
              line={split ? { at: (apart ?? []).indexOf(row.value), full: (apart?.length ?? 0) >= mostSplit } : undefined}
              onLine={() => draw(row.value)}
            />
          ))}
        </ul>
      )}
      {result?.more && (
        <button
          type="button"
          className={shared.link}
          aria-label={`Show more of ${dimension.label}`}
          onClick={() => set({ open: dimension.name })}
        >
          Show more
        </button>
      )}
    </section>
  );
}

/** As a chart it is narrowed by what is chosen on this dimension too. */
function withOwn({ chosen }: Exploring, { name }: Field, choices: Asked): Asked {
  const values = chosen.values[name];
  const excluded = chosen.excluded?.[name];
  let filter = choices.filter;
  if (values?.length) filter = and(filter, { field: name, in: [...values] });
  if (excluded?.length) filter = and(filter, { field: name, notIn: [...excluded] });
  return { ...choices, filter };
}
