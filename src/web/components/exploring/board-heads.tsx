// What each number of a board is, and what they are ranked by: one choice for all the boards.
import type { Field } from '#contract';
import styles from './board.module.css';
import type { Sort } from './state.ts';

type Props = {
  measure: Field;
  sort: Sort;
  ascending: boolean;
  compared: boolean;
  shares: boolean;
  split: boolean;
  onSort: (sort: Sort) => void;
};

export function BoardHeads({ measure, sort, ascending, compared, shares, split, onSort }: Props) {
  const heads: [Sort, string, string][] = [
    ['value', measure.label, measure.label],
    ...(shares ? ([['share', 'Share', 'share of the total']] satisfies [Sort, string, string][]) : []),
    ...(compared
      ? ([
          ['change', 'Change', 'change'],
          ['percent', 'in %', 'change in %'],
        ] satisfies [Sort, string, string][])
      : []),
  ];
  // What cannot be ranked by without a comparison ranks by value.
  const sorted = heads.some(([key]) => key === sort) ? sort : 'value';
  return (
    <div className={styles.heads} data-split={split || undefined}>
      {heads.map(([key, label, said]) => (
        <button
          key={key}
          type="button"
          className={styles.sort}
          data-column={key}
          aria-pressed={sorted === key}
          aria-label={`Sort by ${said}`}
          title={key === 'value' ? label : said}
          onClick={() => onSort(key)}
        >
          <span>{label}</span>
          {sorted === key && <span aria-hidden="true">{ascending ? '↑' : '↓'}</span>}
        </button>
      ))}
    </div>
  );
}
