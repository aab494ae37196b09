// The kinds of chart, those that fit what is ticked ready to be chosen.
import { Tooltip } from '@mantine/core';
import type { ChartType } from '#contract';
import styles from './builder.module.css';
import { type Asked, type Draft, lackingFor } from './draft.ts';

const kinds: [ChartType, string, string][] = [
  ['number', 'Number', 'M6 3 5 13M11 3l-1 10M3 6h10.500M2.500 10H13'],
  ['line', 'Line', 'M2 12l4-5 3 3 5-7'],
  ['area', 'Area', 'M2 13V10l4-4 3 3 5-5v9z'],
  ['bar', 'Bar', 'M3 13V8m4 5V3m4 10V6m3 7H2'],
  ['combo', 'Bars and lines', 'M3 13V9m5 4V7m5 6V8M2 6l4-3 3 2 5-3'],
  ['pie', 'Ring', 'M8 2a6 6 0 1 0 6 6M8 2v4a2 2 0 1 0 2 2h4A6 6 0 0 0 8 2'],
  ['histogram', 'Histogram', 'M2 13V10h3V6h3V3h3v5h3v5z'],
  ['heatmap', 'Heatmap', 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z'],
  ['scatter', 'Scatter', 'M4 11h.1M7 7h.1M10 9h.1M12 4h.1M5 4h.1'],
  ['leaderboard', 'Leaderboard', 'M2 4h11M2 8h8M2 12h5'],
  ['table', 'Table', 'M2 3h12v10H2zM2 6.5h12M6.5 3v10'],
  ['pivot', 'Pivot', 'M2 3h12v10H2zM2 6.5h12M6.5 3v10M10.5 6.5V13M6.5 9.5H14'],
];

type Props = { draft: Draft; asked: Asked; onChoose: (type: ChartType) => void };

export const Kinds = ({ draft, asked, onChoose }: Props) => (
  <div className={styles.kinds} role="radiogroup" aria-label="Kind of chart">
    {kinds.map(([type, label, path]) => {
      const lacking = lackingFor(type, asked);
      return (
        <Tooltip key={type} label={lacking ? `${label}: ${lacking}` : label}>
          <label className={styles.kind} data-chosen={draft.type === type || undefined} data-lacking={lacking ? true : undefined}>
            <input
              type="radio"
              name="kind"
              value={type}
              checked={draft.type === type}
              aria-label={label}
              aria-description={lacking}
              onChange={() => onChoose(type)}
            />
            <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true">
              <path d={path} />
            </svg>
          </label>
        </Tooltip>
      );
    })}
  </div>
);
