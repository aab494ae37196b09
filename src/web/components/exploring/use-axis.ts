// The one time axis under all the charts. What is being selected is drawn at once, and asked about when the hand rests.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Grain, Result } from '#contract';
import { formatPeriod, timeOf } from '../format.ts';
import { daysOf, type Reach, reachOf } from './brush.ts';
import type { Days } from './state.ts';
import type { Axis } from './time-layer.tsx';

type Props = {
  series: Result | undefined;
  time: string;
  grain: Grain;
  selected: Days | undefined;
  onSelect: (days: Days | undefined) => void;
  onZoom: (days: Days) => void;
};
const restMs = 400;

export function useAxis({ series, time, grain, selected, onSelect, onZoom }: Props): Omit<Axis, 'onHover'> & {
  onHover: (place: number | null, over: string) => void;
} {
  const times = useMemo(() => timesOf(series, time), [series, time]);
  const [draft, setDraft] = useState<{ reach: Reach | null } | null>(null);
  const [hover, setHover] = useState<Axis['hover']>(null);
  // The address knows days, not which end of them moves.
  const moved = useRef<Reach | null>(null);
  const told = selected ? reachOf(selected, times, grain) : null;
  const same = moved.current && told && isSame(moved.current, told);
  const reach = draft ? draft.reach : same ? moved.current : told;
  const drafted = draft?.reach && daysOf(draft.reach, times, grain, series?.period);
  const days = draft ? drafted : selected;

  const settle = () => {
    if (!draft) return;
    setDraft(null);
    onSelect(days ?? undefined);
  };
  const settling = useRef(settle);
  settling.current = settle;
  useEffect(() => {
    if (!draft) return;
    const timer = setTimeout(() => settling.current(), restMs);
    return () => clearTimeout(timer);
  }, [draft]);

  return {
    reach,
    said: days ? `${formatPeriod(days.from, days.to)} selected` : 'Nothing selected',
    hover,
    onHover: (place, over) => setHover(place === null ? null : { place, over }),
    onReach: (next) => {
      moved.current = next;
      setDraft({ reach: next });
    },
    onSettled: settle,
    onZoom: () => {
      setDraft(null);
      if (days) onZoom(days);
    },
  };
}

const isSame = (one: Reach, other: Reach) =>
  Math.min(one.anchor, one.head) === other.anchor && Math.max(one.anchor, one.head) === other.head;

function timesOf(series: Result | undefined, time: string): number[] {
  const at = series?.columns.findIndex((column) => column.name === time) ?? -1;
  const found = new Set(series?.rows.map((row) => timeOf(String(row[at]))) ?? []);
  return [...found].filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
}
