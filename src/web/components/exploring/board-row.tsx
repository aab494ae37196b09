// One value of a dimension: its bar, its numbers, and taking it, leaving it out, or drawing it apart.
import { useComputedColorScheme } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Field, Result, Value } from '#contract';
import { CheckIcon, ExcludeIcon } from '../../ui/icons.tsx';
import { chartColours, lineOf } from '../charts/colours.ts';
import { formatShare, formatValue, none, signed, signedShare } from '../format.ts';
import styles from './board.module.css';

export type Figures = { value: Value; amount: Value; share: Value; change: Value; percent: Value };

export function figuresOf(result: Result, dimension: string, measure: string): { rows: Figures[]; most: number } {
  const at = (of?: string) => result.columns.findIndex((column) => column.name === measure && column.of === of);
  const key = result.columns.findIndex((column) => column.name === dimension);
  const [amount, share, change, percent] = [at(), at('share'), at('delta'), at('ratio')];
  const rows = result.rows.map((row) => ({
    value: row[key] ?? null,
    amount: row[amount] ?? null,
    share: row[share] ?? null,
    change: row[change] ?? null,
    percent: row[percent] ?? null,
  }));
  return { rows, most: Math.max(0, ...rows.map((row) => Math.abs(Number(row.amount ?? 0)))) };
}

type Props = {
  row: Figures;
  /** The greatest of the board: its bar is whole. */
  most: number;
  label: string;
  measure: Field;
  compared: boolean;
  shares: boolean;
  state: 'included' | 'excluded' | 'other' | undefined;
  onInclude: () => void;
  onExclude: () => void;
  /** Among those that are drawn apart; -1 when it isn't. */
  line: { at: number; full: boolean } | undefined;
  onLine: () => void;
};

export function BoardRow({ row, most, label, measure, compared, shares, state, onInclude, onExclude, line, onLine }: Props) {
  const colours = chartColours[useComputedColorScheme('light')];
  const bar: Record<`--${string}`, string> = { '--bar': `${most > 0 ? (Math.abs(Number(row.amount ?? 0)) / most) * 100 : 0}%` };
  const drawn = line && line.at >= 0 ? lineOf(colours, line.at) : undefined;
  return (
    <li className={styles.item} data-split={line ? true : undefined}>
      {line && (
        <button
          type="button"
          className={styles.draw}
          aria-pressed={line.at >= 0}
          aria-label={`Draw ${label}`}
          disabled={line.at < 0 && line.full}
          onClick={onLine}
        >
          <span className={styles.swatch} data-dashed={drawn?.dashed || undefined} style={drawn && { background: drawn.color }}>
            {drawn && <CheckIcon size={10} />}
          </span>
        </button>
      )}
      <button
        type="button"
        className={styles.row}
        style={bar as CSSProperties}
        aria-pressed={state === 'included'}
        data-state={state}
        title={state === 'excluded' ? 'Left out; click to count it again' : 'Click to choose, x to leave out'}
        onClick={onInclude}
        onKeyDown={(event) => {
          if (event.key !== 'x' && event.key !== 'Delete') return;
          event.preventDefault();
          onExclude();
        }}
      >
        <span className={styles.name} title={label}>
          {label}
        </span>
        <span data-column="value">{row.amount === null ? none : formatValue(row.amount, measure)}</span>
        {shares && (
          <span className={styles.side} data-column="share">
            {typeof row.share === 'number' ? formatShare(row.share) : ''}
          </span>
        )}
        {compared && (
          <>
            <span className={styles.side} data-column="change">
              {signed(row.change, measure)}
            </span>
            <span className={styles.side} data-column="percent">
              {signedShare(row.percent)}
            </span>
          </>
        )}
      </button>
      <button
        type="button"
        className={styles.exclude}
        aria-pressed={state === 'excluded'}
        aria-label={`Leave out ${label}`}
        title={state === 'excluded' ? 'Count it again' : 'Leave it out'}
        onClick={onExclude}
      >
        <ExcludeIcon size={14} />
      </button>
    </li>
  );
}
