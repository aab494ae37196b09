// The values of one dimension ranked by a measure: a bar behind each name, its number, and its change or its share.
import type { CSSProperties } from 'react';
import type { Result } from '#contract';
import { changeInFigures, formatShare, formatValue } from '../format.ts';
import { measuresOf, numberOf } from './drawing.ts';
import styles from './leaders.module.css';
import type { Pick } from './spot.ts';

type Props = { result: Result; name: string; onPick?: ((picks: Pick[]) => void) | undefined };

export function Leaders({ result, name, onPick }: Props) {
  const at = result.columns.findIndex(({ role }) => role === 'dimension');
  const dimension = result.columns[at];
  const measure = measuresOf(result)[0];
  if (!dimension || !measure) return null;
  const share = result.columns.findIndex((column) => column.of === 'share' && column.name === measure.column.name);
  const rows = result.rows.map((row) => ({ value: row[at] ?? null, row, amount: numberOf(row[measure.index]) }));
  const most = Math.max(0, ...rows.map(({ amount }) => Math.abs(amount ?? 0)));
  const side = (row: Result['rows'][number], amount: number | null) => {
    if (measure.before !== null) return changeInFigures(amount, row[measure.before], measure.column);
    const part = share === -1 ? null : numberOf(row[share]);
    return part === null ? '' : formatShare(part);
  };
  return (
    <ol className={styles.leaders} aria-label={name} tabIndex={onPick ? undefined : 0}>
      {rows.map(({ value, row, amount }) => {
        const label = formatValue(value, dimension);
        const bar: Record<`--${string}`, string> = { '--bar': `${most > 0 ? (Math.abs(amount ?? 0) / most) * 100 : 0}%` };
        const cells = (
          <>
            <span className={styles.name} title={label}>
              {label}
            </span>
            <span>{formatValue(amount, measure.column)}</span>
            <span className={styles.side}>{side(row, amount)}</span>
          </>
        );
        return (
          <li key={JSON.stringify(value)}>
            {onPick ? (
              <button
                type="button"
                className={styles.row}
                style={bar as CSSProperties}
                onClick={() => onPick([{ field: dimension.name, value }])}
              >
                {cells}
              </button>
            ) : (
              <div className={styles.row} style={bar as CSSProperties}>
                {cells}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
