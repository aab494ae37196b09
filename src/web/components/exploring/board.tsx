// The values of one dimension, ranked by the chosen measure; choosing some of them filters everything else.
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import type { Field, Value } from '#contract';
import { runQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { measuresOf } from '../charts/drawing.ts';
import { changeInFigures, formatShare, formatValue, none } from '../format.ts';
import { type Asked, addsUp, leaders } from './asking.ts';
import styles from './exploring.module.css';

const few = 7;
const many = 50;

type Props = {
  resource: string;
  dimension: Field;
  measure: Field;
  /** Of the measure over everything that is chosen. */
  total: Value | undefined;
  /** Without the choice on this very dimension: all its values stay in sight. */
  choices: Asked;
  chosen: readonly Value[];
  onChoose: (values: Value[]) => void;
  open: boolean;
  onOpen: () => void;
};

export function Board({ resource, dimension, measure, total, choices, chosen, onChoose, open, onOpen }: Props) {
  const answer = useQuery(runQuery(resource, { query: leaders(dimension.name, measure.name, open ? many : few, choices) }));
  const result = answer.isError ? undefined : answer.data;
  const place = result && measuresOf(result).find(({ column }) => column.name === measure.name);
  const key = result?.columns.findIndex((column) => column.name === dimension.name) ?? 0;
  const comparing = place?.before != null;
  const numbers = result && place ? result.rows.map((row) => row[place.index]) : [];
  const most = Math.max(0, ...numbers.map((number) => (typeof number === 'number' ? Math.abs(number) : 0)));
  const toggle = (value: Value) =>
    onChoose(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  const side = (value: Value | undefined, before: Value | undefined): string => {
    if (comparing) return changeInFigures(value, before, measure);
    if (!addsUp(measure) || typeof value !== 'number' || typeof total !== 'number' || total === 0 || chosen.length > 0) return '';
    return formatShare(value / total);
  };
  return (
    <section className={styles.board} aria-label={dimension.label}>
      <div className={styles.boardHead}>
        <h2 title={dimension.description ?? dimension.label}>{dimension.label}</h2>
        <span className={styles.heads}>{comparing ? 'change' : addsUp(measure) && chosen.length === 0 ? 'share' : ''}</span>
      </div>
      {answer.isPending && <RowBones rows={few} />}
      {answer.isError && (
        <p className={styles.state} role="alert">
          {sentenceOf(answer.error)}
        </p>
      )}
      {result && result.rows.length === 0 && <p className={styles.state}>Nothing matches.</p>}
      {result && place && (
        <ul className={styles.rows}>
          {result.rows.map((row) => {
            const value = row[key] ?? null;
            const number = row[place.index];
            const bar: Record<`--${string}`, string> = {
              '--bar': `${typeof number === 'number' && most > 0 ? (Math.abs(number) / most) * 100 : 0}%`,
            };
            const pressed = chosen.includes(value);
            return (
              <li key={JSON.stringify(value)}>
                <button
                  type="button"
                  className={styles.row}
                  style={bar as CSSProperties}
                  aria-pressed={pressed}
                  data-dim={(chosen.length > 0 && !pressed) || undefined}
                  onClick={() => toggle(value)}
                >
                  <span className={styles.name} title={formatValue(value, dimension)}>
                    {formatValue(value, dimension)}
                  </span>
                  <span>{number === null ? none : formatValue(number, measure)}</span>
                  <span className={styles.side}>{side(number, place.before === null ? undefined : row[place.before])}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {result && (result.more || open) && (
        <button type="button" className={styles.state} data-link onClick={onOpen}>
          {open ? `Show the first ${few}` : `Show ${many}`}
        </button>
      )}
    </section>
  );
}
