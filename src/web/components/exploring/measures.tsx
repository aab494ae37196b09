// Each measure as its number, what it did, and its line over time; the chosen one ranks the boards beside it.
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Compare, Field, Result, Value } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { Bone } from '../../ui/bones.tsx';
import { Late } from '../../ui/late.tsx';
import { Canvas } from '../charts/canvas.tsx';
import { ChartBones } from '../charts/chart-bones.tsx';
import { changeSince } from '../charts/compared.ts';
import { drawingOf, type Look, measuresOf } from '../charts/drawing.ts';
import { paintingOf } from '../charts/plotting.ts';
import { compareInWords } from '../filters/chosen.ts';
import { formatTick, formatValue } from '../format.ts';
import { aboutOne } from './asking.ts';
import styles from './exploring.module.css';
import type { MakeChart } from './made.ts';
import { PartMenu } from './part-menu.tsx';
import { TimeLayer } from './time-layer.tsx';
import type { useAxis } from './use-axis.ts';

type Props = {
  measures: readonly Field[];
  chosen: string;
  onChoose: (measure: string) => void;
  totals: UseQueryResult<Result>;
  compare: Compare | undefined;
  series: UseQueryResult<Result> | null;
  axis: ReturnType<typeof useAxis>;
  split: { dimension: string; values: readonly Value[] } | undefined;
  makeOf: (measure: Field) => MakeChart | undefined;
};

export function Measures({ measures, chosen, onChoose, totals, compare, series, axis, split, makeOf }: Props) {
  const known = totals.data && measuresOf(totals.data);
  const row = totals.data?.rows[0];
  // What ranks needn't be among those that are shown.
  const stop = measures.find(({ name }) => name === chosen) ?? measures[0];
  return (
    <ul className={styles.measures} aria-label="Measures">
      {measures.map((measure) => {
        const place = known?.find(({ column }) => column.name === measure.name);
        const value = place && row?.[place.index];
        const make = makeOf(measure);
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
              <span className={styles.value} title={place && formatValue(value, measure)}>
                {place ? (
                  inShort(measure, value)
                ) : (
                  <Late>
                    <Bone width={84} height={22} />
                  </Late>
                )}
              </span>
              <span className={styles.change}>
                {totals.data &&
                  place?.before != null &&
                  changeSince(totals.data, value, row?.[place.before], measure, compareInWords(compare))}
              </span>
            </button>
            <div className={styles.plot}>
              {series &&
                (series.isError ? (
                  <p className={styles.state}>{sentenceOf(series.error)}</p>
                ) : (
                  <Line series={series.data} measure={measure} axis={axis} split={split} stop={measure === stop} />
                ))}
            </div>
            {make && (
              <div className={styles.corner}>
                <PartMenu name={measure.label} make={make} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Great numbers are said short here; pointing at them, the boards and the tables say them in full. */
const inShort = (measure: Field, value: Value | undefined): string => {
  const { format } = measure;
  const great = typeof value === 'number' && Math.abs(value) >= (format === 'integer' ? 1e6 : 1e7);
  if (!great || format === 'percent' || format === 'duration_min') return formatValue(value, measure);
  return format === 'currency' && measure.unit === 'USD'
    ? formatTick(value, measure)
    : formatValue(value, { ...measure, format: 'compact' });
};

type LineProps = Pick<Props, 'axis' | 'split'> & { series: Result | undefined; measure: Field; stop: boolean };

function Line({ series, measure, axis, split, stop }: LineProps) {
  const look = useMemo(
    (): Look => ({ type: 'line', aligned: 58, ...(split && { series: split.dimension, order: split.values }) }),
    [split],
  );
  // What was asked before one chose to see values apart has no values in it yet.
  const fits = !split || series?.columns.some((column) => column.name === split.dimension);
  const drawing = useMemo(
    () => (series && fits ? drawingOf(aboutOne(series, measure.name), look) : null),
    [series, fits, measure.name, look],
  );
  const painting = useMemo(() => drawing && paintingOf(drawing, look), [drawing, look]);
  if (!series || !fits) return <ChartBones type="line" />;
  if (!drawing || !painting || drawing.places.length === 0) return <p className={styles.state}>Nothing in this time.</p>;
  return (
    <Canvas
      painting={painting}
      over={(size, widthOf) => (
        <TimeLayer
          name={measure.label}
          drawing={drawing}
          look={look}
          size={size}
          widthOf={widthOf}
          axis={{ ...axis, onHover: (place) => axis.onHover(place, measure.label) }}
          stop={stop}
        />
      )}
    />
  );
}
