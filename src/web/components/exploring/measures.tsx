// Each measure as its number, what it did, and its line over time; the chosen one ranks the boards beside it.
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Field, Result, Value } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { ChartBones } from '../charts/chart-bones.tsx';
import { drawingOf, measuresOf } from '../charts/drawing.ts';
import { Plot } from '../charts/plot.tsx';
import { changeInWords, formatValue } from '../format.ts';
import { aboutOne } from './asking.ts';
import styles from './exploring.module.css';

type Props = {
  measures: readonly Field[];
  chosen: string;
  onChoose: (measure: string) => void;
  totals: UseQueryResult<Result>;
  series: UseQueryResult<Result> | null;
};

export function Measures({ measures, chosen, onChoose, totals, series }: Props) {
  const known = totals.data && measuresOf(totals.data);
  const row = totals.data?.rows[0];
  return (
    <ul className={styles.measures} aria-label="Measures">
      {measures.map((measure) => {
        const place = known?.find(({ column }) => column.name === measure.name);
        const value = place && row?.[place.index];
        return (
          <li key={measure.name} className={styles.measure} data-chosen={measure.name === chosen || undefined}>
            <button
              type="button"
              className={styles.pick}
              aria-pressed={measure.name === chosen}
              onClick={() => onChoose(measure.name)}
            >
              <span className={styles.label} title={measure.description}>
                {measure.label}
              </span>
              <span className={styles.value}>
                {place ? formatValue(value, { ...measure, format: shortened(measure, value) }) : ' '}
              </span>
              <span className={styles.change}>
                {place?.before != null && changeInWords(value, row?.[place.before], measure, 'the period before')}
              </span>
            </button>
            <div className={styles.plot}>
              {series &&
                (series.isError ? (
                  <p className={styles.state}>{sentenceOf(series.error)}</p>
                ) : (
                  <Line series={series.data} measure={measure} />
                ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Big counts are said short here; the boards and tables say them in full. */
const shortened = (measure: Field, value: Value | undefined): Field['format'] =>
  measure.format === 'integer' && typeof value === 'number' && Math.abs(value) >= 1e6 ? 'compact' : measure.format;

const look = { type: 'line' } as const;

function Line({ series, measure }: { series: Result | undefined; measure: Field }) {
  const drawing = useMemo(() => (series ? drawingOf(aboutOne(series, measure.name), look) : null), [series, measure.name]);
  if (!series) return <ChartBones type="line" />;
  if (!drawing || drawing.places.length === 0) return <p className={styles.state}>Nothing in this time.</p>;
  return <Plot drawing={drawing} look={look} bare />;
}
