// One number, what it did in words, and the way there.
import type { Column, Result } from '#contract';
import { figure, formatValue, none, thin } from '../format.ts';
import styles from './big-number.module.css';
import { changeSince } from './compared.ts';
import { isTime, measuresOf } from './drawing.ts';

export function BigNumber({ result }: { result: Result }) {
  const measure = measuresOf(result)[0];
  if (!measure) return null;
  const time = result.columns.findIndex(isTime);
  const rows = time === -1 ? result.rows : result.rows.toSorted((a, b) => String(a[time]).localeCompare(String(b[time])));
  const last = rows.at(-1);
  const value = last?.[measure.index];
  // Over time the newest value counts, against the compared period or, without one, the value before it.
  const before = measure.before !== null ? last?.[measure.before] : time === -1 ? undefined : rows.at(-2)?.[measure.index];
  const than = measure.before !== null ? 'the period before' : `the ${result.columns[time]?.grain ?? 'value'} before`;
  const trend = time === -1 ? [] : rows.map((row) => row[measure.index]).map((cell) => (typeof cell === 'number' ? cell : null));
  return (
    <div className={styles.box}>
      <div className={styles.number}>
        <BigFigure value={typeof value === 'number' ? value : null} column={measure.column} />
        <span className={styles.change}>
          {changeSince(result, value, before, measure.column, than) ??
            (time === -1 ? '' : formatValue(last?.[time], result.columns[time] ?? {}))}
        </span>
        <Spark values={trend} />
      </div>
    </div>
  );
}

export function BigFigure({ value, column }: { value: number | null; column: Column }) {
  const { text, unit } = value === null ? { text: none, unit: '' } : figure(value, column);
  return (
    <span
      className={styles.value}
      title={
        value === null
          ? undefined
          : formatValue(value, { ...column, format: column.format === 'compact' ? 'integer' : column.format })
      }
    >
      {text}
      {unit && (
        <span className={styles.unit}>
          {thin}
          {unit}
        </span>
      )}
    </span>
  );
}

export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 3) return null;
  const min = Math.min(...known);
  const tall = Math.max(...known) - min || 1;
  let drawing = false;
  const path = values
    .map((value, i) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const step = `${drawing ? 'L' : 'M'}${((i / (values.length - 1)) * 100).toFixed(2)} ${(30 - ((value - min) / tall) * 28).toFixed(2)}`;
      drawing = true;
      return step;
    })
    .join('');
  return (
    <svg className={styles.spark} viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
