// Parts of a whole as a ring, with their names, amounts and shares beside it.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { formatShare, formatValue } from '../format.ts';
import { Canvas } from './canvas.tsx';
import { type ChartColours, chartColours, colourOf } from './colours.ts';
import styles from './pie.module.css';
import type { Slice, Whole } from './slices.ts';
import type { Painting, Pick, Size } from './spot.ts';

type Props = { whole: Whole; onPick?: ((picks: Pick[]) => void) | undefined };

export function Pie({ whole, onPick }: Props) {
  const colours = chartColours[useComputedColorScheme('light')];
  const painting = useMemo(() => ringOf(whole), [whole]);
  return (
    <div className={styles.pie}>
      <div className={styles.ring}>
        <Canvas painting={painting} onPick={onPick} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.parts} tabIndex={0} aria-label={`${whole.measure.label} by ${whole.dimension.label}`}>
        {whole.slices.map((slice, i) => (
          <li key={JSON.stringify(slice.rest ? [] : slice.value)}>
            <span className={styles.swatch} style={{ background: sliceColour(slice, i, colours) }} />
            <span className={styles.name} title={slice.name}>
              {slice.name}
            </span>
            <span className={styles.amount}>{formatValue(slice.amount, whole.measure)}</span>
            <span className={styles.share}>{formatShare(slice.share)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const sliceColour = (slice: Slice, at: number, colours: ChartColours) =>
  slice.rest ? colours.other : colourOf(colours, at);

const radiusOf = ({ width, height }: Size) => Math.max(20, Math.min(width, height) / 2 - 4);
const hole = 0.62;

export const ringOf = (whole: Whole): Painting => ({
  label: `Ring of ${whole.measure.label} by ${whole.dimension.label}: ${whole.slices
    .map(({ name, share }) => `${name} ${formatShare(share)}`)
    .join(', ')}`,
  option: (colours, size) => ({
    animation: false,
    series: [
      {
        type: 'pie',
        radius: [radiusOf(size) * hole, radiusOf(size)],
        center: [size.width / 2, size.height / 2],
        startAngle: 90,
        label: { show: false },
        labelLine: { show: false },
        emphasis: { disabled: true },
        data: whole.slices.map((slice, i) => ({
          value: slice.amount,
          itemStyle: { color: sliceColour(slice, i, colours), borderColor: colours.surface, borderWidth: 1.5 },
        })),
      },
    ],
  }),
  spot: (_, x, y, size) => {
    const slice = sliceAt(whole, x, y, size);
    return (
      slice && {
        key: slice.name,
        caption: slice.name,
        rows: [{ name: whole.measure.label, value: formatValue(slice.amount, whole.measure), change: formatShare(slice.share) }],
        picks: slice.rest ? [] : [{ field: whole.dimension.name, value: slice.value }],
      }
    );
  },
});

/** Slices go clockwise from the top, in order. */
export const sliceAt = ({ slices }: Whole, x: number, y: number, size: Size): Slice | null => {
  const [right, up] = [x - size.width / 2, size.height / 2 - y];
  const far = Math.hypot(right, up) / radiusOf(size);
  if (far > 1 || far < hole) return null;
  const turn = (Math.atan2(right, up) / (2 * Math.PI) + 1) % 1;
  let to = 0;
  return (
    slices.find(({ share }) => {
      to += share;
      return turn < to;
    }) ?? null
  );
};
