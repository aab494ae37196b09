// Over a line: what is selected on the time axis, where the pointer is on all the charts, and selecting by pointer and keyboard.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Measure } from '../charts/axes.ts';
import type { Drawing, Look } from '../charts/drawing.ts';
import { lineLayout } from '../charts/line-option.ts';
import type { Size } from '../charts/spot.ts';
import { formatValue } from '../format.ts';
import { ends, extended, type Reach } from './brush.ts';
import styles from './time-layer.module.css';

export type Axis = {
  reach: Reach | null;
  onReach: (reach: Reach | null) => void;
  /** By pointer: the hand has let go. */
  onSettled: () => void;
  onZoom: () => void;
  /** In words, for those who can't see it. */
  said: string;
  hover: { place: number; over: string } | null;
  onHover: (place: number | null) => void;
};
type Props = {
  name: string;
  drawing: Drawing;
  look: Look;
  size: Size;
  widthOf: Measure;
  axis: Axis;
  /** The one of several charts that the keyboard stops at. */
  stop: boolean;
};

/** A hand that moves less than this has clicked. */
const steady = 4;

export function TimeLayer({ name, drawing, look, size, widthOf, axis, stop }: Props) {
  const { left, right, top, bottom } = lineLayout(drawing, look, size.width, widthOf);
  const from = useRef<{ place: number; x: number; drags: boolean } | null>(null);
  const times = drawing.times ?? [];
  const last = times.length - 1;
  const room = Math.max(1, size.width - left - right);
  const [begin, end] = [times[0] ?? 0, times[last] ?? 1];
  const xOf = (place: number) => left + (end > begin ? (((times[place] ?? begin) - begin) / (end - begin)) * room : room / 2);
  const half = last > 0 ? room / last / 2 : room / 2;
  const placeAt = (x: number) => {
    const time = begin + ((x - left) / room) * (end - begin);
    const after = times.findIndex((one) => one >= time);
    if (after === -1) return last;
    return after > 0 && time - (times[after - 1] ?? 0) < (times[after] ?? 0) - time ? after - 1 : after;
  };
  const xIn = (event: PointerEvent<HTMLElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left;

  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { place: placeAt(xIn(event)), x: xIn(event), drags: false };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const place = placeAt(xIn(event));
    axis.onHover(place);
    const began = from.current;
    if (!began || (!began.drags && Math.abs(xIn(event) - began.x) < steady)) return;
    began.drags = true;
    axis.onReach({ anchor: began.place, head: place });
  };
  const up = () => {
    if (from.current && !from.current.drags && axis.reach) axis.onReach(null);
    if (from.current) axis.onSettled();
    from.current = null;
  };
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) axis.onReach(extended(axis.reach, step * (event.shiftKey ? 7 : 1), times.length));
    else if (event.key === 'Enter' && axis.reach) axis.onZoom();
    else if (event.key === 'Escape' && axis.reach) axis.onReach(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const selected = axis.reach && ends(axis.reach);
  const line = axis.hover && xOf(axis.hover.place);
  const elsewhere = axis.hover !== null && axis.hover.over !== name;
  const single = drawing.series.find((series) => !series.compared && drawing.series.every((one) => one.index === series.index));
  return (
    <div
      className={styles.layer}
      role="slider"
      tabIndex={stop ? 0 : -1}
      aria-label={`Selected time, ${name}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={axis.reach?.head ?? 0}
      aria-valuetext={axis.said}
      title={stop ? 'Drag to select a time, or use the arrow keys; Enter zooms in, Escape clears' : undefined}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onPointerLeave={() => axis.onHover(null)}
      onKeyDown={key}
    >
      {selected && (
        <div
          className={styles.selected}
          data-selected
          style={{
            left: Math.max(left, xOf(selected.first) - half),
            width: Math.max(
              2,
              Math.min(size.width - right, xOf(selected.last) + half) - Math.max(left, xOf(selected.first) - half),
            ),
            top,
            height: Math.max(0, size.height - top - bottom),
          }}
        />
      )}
      {line !== null && (
        <div className={styles.hover} style={{ left: line, top, height: Math.max(0, size.height - top - bottom) }}>
          {elsewhere && single && (
            <span className={styles.said} data-left={line > size.width * 0.7 || undefined}>
              {formatValue(single.values[axis.hover?.place ?? 0], single.column)}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
