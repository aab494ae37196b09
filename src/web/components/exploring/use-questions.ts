// What an explore asks, and the answers: totals and lines for what is chosen, and how long the time is that they are about.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Value } from '#contract';
import { runQuery } from '../../data/queries.ts';
import { choicesOf } from '../filters/chosen.ts';
import {
  type Asked,
  apart,
  grainFor,
  grainsFor,
  leaders,
  lengthOf,
  monthsOf,
  mostMeasures,
  overTime,
  spanOf,
  totals,
} from './asking.ts';
import { comparedTo } from './brush.ts';
import type { Exploring } from './exploring.ts';

/** As many lines as are told apart at a glance, until somebody chooses. */
const firstLines = 4;

export function useQuestions({ resource, measures, measure, time, chosen, state, opensWith }: Exploring) {
  const wanted = state.drawn?.join();
  const drawn = useMemo(
    () => measures.filter(({ name }) => !wanted || wanted.split(',').includes(name)).slice(0, mostMeasures),
    [measures, wanted],
  );
  const zone = { timeZone: state.zone };
  const choices: Asked = { ...choicesOf(chosen, opensWith), ...zone };
  const length = lengthOf(choices.time);
  const months = useQuery({
    ...runQuery(resource.id, { query: time ? monthsOf(time.name, measure) : {} }),
    enabled: length === null && time !== undefined,
  });
  const span = length ?? spanOf(months.data);
  const grains = time && span !== null ? grainsFor(span, time.type) : [];
  const best = time && span !== null ? grainFor(span, time.type) : 'day';
  const grain = state.grain && grains.includes(state.grain) ? state.grain : best;

  const whole = useQuery(runQuery(resource.id, { query: totals(drawn, choices) }));
  // What is selected narrows the numbers and the boards; the lines go on showing what it is selected from.
  const narrowed: Asked = !state.selected
    ? choices
    : { ...choices, time: state.selected, compare: whole.data && comparedTo(state.selected, choices.compare, whole.data) };
  const inside = useQuery({
    ...runQuery(resource.id, { query: totals(drawn, narrowed) }),
    enabled: state.selected !== undefined && whole.isSuccess,
  });

  const dimension = state.split?.dimension;
  const ranked = useQuery({
    ...runQuery(resource.id, {
      query: leaders(dimension ?? '', { by: measure, sort: 'value', ascending: false, limit: firstLines }, choices),
    }),
    enabled: dimension !== undefined && state.split?.values === undefined,
  });
  const values: readonly Value[] | undefined = state.split?.values ?? ranked.data?.rows.map((row) => row[0] ?? null);
  const said = JSON.stringify(dimension && values?.length ? { dimension, values } : null);
  const split: { dimension: string; values: Value[] } | undefined = useMemo(() => JSON.parse(said) ?? undefined, [said]);

  const lines = time && (split ? apart(time.name, grain, drawn, choices, split) : overTime(time.name, grain, drawn, choices));
  const series = useQuery({
    ...runQuery(resource.id, { query: lines ?? {} }),
    enabled: lines !== undefined && span !== null && (dimension === undefined || split !== undefined),
  });
  return { choices, narrowed, grains, grain, span, drawn, whole, totals: state.selected ? inside : whole, split, series, lines };
}
