// One chart on a canvas, and the small table under the pointer.
import { useComputedColorScheme } from '@mantine/core';
import type { ECharts } from 'echarts/core';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { chartFont, type Measure } from './axes.ts';
import { chartColours } from './colours.ts';
import styles from './plot.module.css';
import type { Painting, Pick, Size, Spot } from './spot.ts';
import { Tip } from './tip.tsx';

type Props = {
  painting: Painting;
  onPick?: ((picks: Pick[]) => void) | undefined;
  /** What stands over the canvas, once its size is known. */
  over?: (size: Size, widthOf: Measure) => ReactNode;
};

export function Canvas({ painting, onPick, over }: Props) {
  const colours = chartColours[useComputedColorScheme('light')];
  const holder = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [pointed, setPointed] = useState<{ spot: Spot; x: number; y: number } | null>(null);
  const ready = chart && size.width >= 40 && size.height >= 40;

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
    if (!ready || chart.isDisposed()) return;
    chart.resize(size);
    chart.setOption(painting.option(colours, size, textWidth()), { notMerge: true });
  }, [ready, chart, painting, colours, size]);

  const spotAt = (event: PointerEvent<HTMLDivElement>) => {
    if (!ready || chart.isDisposed()) return null;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const spot = painting.spot(chart, x, y, size);
    return spot && { spot, x, y };
  };
  const picking = pointed && onPick && pointed.spot.picks.length > 0;

  return (
    <div
      className={styles.plot}
      data-picking={picking || undefined}
      onPointerMove={(event) => setPointed(spotAt(event))}
      onPointerLeave={() => setPointed(null)}
      onPointerUp={(event) => {
        const spot = onPick && event.button === 0 ? spotAt(event)?.spot : undefined;
        if (spot && spot.picks.length > 0) onPick?.(spot.picks);
      }}
    >
      <div ref={holder} className={styles.canvas} role="img" aria-label={painting.label} />
      {ready && over?.(size, textWidth())}
      {pointed && <Tip {...pointed} width={size.width} colours={colours} />}
    </div>
  );
}

let context: CanvasRenderingContext2D | null | undefined;
/** As wide as the canvas will draw it. */
export function textWidth(): Measure {
  context ??= document.createElement('canvas').getContext('2d');
  if (context) context.font = `12px ${chartFont}`;
  return (text) => context?.measureText(text).width ?? text.length * 7;
}
