// One chart on a canvas, with its legend and the small table under the pointer.
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ECharts } from 'echarts/core';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { chartFont, labelsAtEnds, namesOf } from './axes.ts';
import { chartColours, colourOf } from './colours.ts';
import { type Drawing, inWords, type Look, liesDown } from './drawing.ts';
import { endLabels } from './line-option.ts';
import { chartOption } from './options.ts';
import styles from './plot.module.css';
import { type Pointed, Tip } from './tip.tsx';

type Props = { drawing: Drawing; look: Look };
/** `bare`: without a legend, where many stand together and one line above says what dashes mean. */
type PlotProps = Props & { bare?: boolean };

export function Plot({ drawing, look, bare }: PlotProps) {
  const scheme = useComputedColorScheme('light');
  const colours = chartColours[scheme];
  const names = namesOf(drawing);
  const { ref, width } = useElementSize();
  const legend = width > 0 && ((names.length > 1 && !labelsAtEnds(drawing, look, width)) || drawing.leftOut > 0);
  const compared = drawing.series.some((series) => series.compared);
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
              <span className={look.type === 'bar' ? styles.pale : styles.dash} />
              <span>The period before</span>
            </li>
          )}
        </ul>
      )}
      <Canvas drawing={drawing} look={look} />
    </div>
  );
}

function Canvas({ drawing, look }: Props) {
  const scheme = useComputedColorScheme('light');
  const colours = chartColours[scheme];
  const holder = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const label = useMemo(() => inWords(drawing, look), [drawing, look]);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let made: ECharts | undefined;
    let left = false;
    // A canvas draws with the font it has at that moment, so the font must be there first.
    void Promise.all([import('./echarts.ts'), document.fonts.load(`12px ${chartFont}`)]).then(([{ init }]) => {
      if (left) return;
      made = init(element, null, { renderer: 'canvas' });
      setChart(made);
    });
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(element);
    return () => {
      left = true;
      observer.disconnect();
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    if (!chart || chart.isDisposed() || size.width < 40 || size.height < 40) return;
    chart.resize({ width: size.width, height: size.height });
    chart.setOption(chartOption(drawing, look, colours, size, textWidth()), { notMerge: true });
  }, [chart, drawing, look, colours, size]);

  const ends = useMemo(
    () => (chart && size.width >= 40 ? endLabels(drawing, look, size, textWidth()) : []),
    [chart, drawing, look, size],
  );
  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (!chart || chart.isDisposed()) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    setPointed(chart.containPixel('grid', [x, y]) ? pointedAt(chart, drawing, look, x, y) : null);
  };

  return (
    <div className={styles.plot} onPointerMove={point} onPointerLeave={() => setPointed(null)}>
      <div ref={holder} className={styles.canvas} role="img" aria-label={label} />
      {ends.map((end) => (
        <span key={end.name} className={styles.end} style={{ top: end.y, left: end.x }} title={end.name}>
          <span className={styles.swatch} style={{ background: colourOf(colours, end.index) }} />
          {end.name}
        </span>
      ))}
      {pointed && <Tip drawing={drawing} pointed={pointed} width={size.width} colours={colours} />}
    </div>
  );
}

function pointedAt(chart: ECharts, drawing: Drawing, look: Look, x: number, y: number): Pointed | null {
  const lying = look.type === 'bar' && liesDown(drawing, look);
  const [across, down] = chart.convertFromPixel('grid', [x, y]) as number[];
  const found = lying ? down : across;
  if (found === undefined) return null;
  const asTime = drawing.times && look.type !== 'bar' ? drawing.times : null;
  const place = asTime ? nearest(asTime, found) : Math.round(found);
  return place >= 0 && place < drawing.places.length ? { place, x, y } : null;
}

function nearest(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle;
    else high = middle;
  }
  return Math.abs((times[low] ?? 0) - time) <= Math.abs((times[high] ?? 0) - time) ? low : high;
}

let context: CanvasRenderingContext2D | null | undefined;
/** As wide as the canvas will draw it. */
function textWidth(): (text: string) => number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context) context.font = `12px ${chartFont}`;
  return (text) => context?.measureText(text).width ?? text.length * 7;
}
