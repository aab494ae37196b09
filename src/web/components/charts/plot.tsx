// Lines, areas and bars: a canvas with its legend, and names at the ends of lines.
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { labelsAtEnds, namesOf } from './axes.ts';
import { Canvas } from './canvas.tsx';
import { chartColours, colourOf } from './colours.ts';
import { barsThatFit, type Drawing, fittingInWords, type Look } from './drawing.ts';
import { endLabels } from './line-option.ts';
import styles from './plot.module.css';
import { paintingOf } from './plotting.ts';
import type { Pick } from './spot.ts';

type Props = {
  drawing: Drawing;
  look: Look;
  /** Without a legend, where many stand together and one line above says what dashes mean. */
  bare?: boolean;
  onPick?: ((picks: Pick[]) => void) | undefined;
};

export function Plot({ drawing, look, bare, onPick }: Props) {
  const colours = chartColours[useComputedColorScheme('light')];
  const names = namesOf(drawing);
  const { ref, width } = useElementSize();
  const painting = useMemo(() => paintingOf(drawing, look), [drawing, look]);
  const legend = width > 0 && ((names.length > 1 && !labelsAtEnds(drawing, look, width)) || drawing.leftOut > 0);
  const compared = drawing.series.some((series) => series.compared);
  const barred = look.type === 'bar' || look.type === 'histogram';
  return (
    <div ref={ref} className={styles.column}>
      {!bare && (legend || compared) && (
        <ul className={styles.legend}>
          {legend &&
            names.map((name, i) => (
              <li key={name}>
                <span className={styles.swatch} style={{ background: colourOf(colours, i) }} />
                <span title={name}>{name}</span>
              </li>
            ))}
          {drawing.leftOut > 0 && <li data-quiet>and {drawing.leftOut} more in the data</li>}
          {compared && (
            <li data-quiet>
              <span className={barred ? styles.pale : styles.dash} />
              <span>The period before</span>
            </li>
          )}
        </ul>
      )}
      <Canvas
        painting={painting}
        onPick={onPick}
        over={(size, widthOf) => (
          <>
            {endLabels(drawing, look, size, widthOf).map((end) => (
              <span key={end.name} className={styles.end} style={{ top: end.y, left: end.x }} title={end.name}>
                <span className={styles.swatch} style={{ background: colourOf(colours, end.index) }} />
                {end.name}
              </span>
            ))}
            <Rest words={fittingInWords(drawing, barsThatFit(drawing, look, size))} />
          </>
        )}
      />
    </div>
  );
}

const Rest = ({ words }: { words: string | undefined }) =>
  words && (
    <span className={styles.rest} title={words}>
      {words}
    </span>
  );
