// An address can be old, or typed by hand: what this explore doesn't have is left out, and said. Pure.
import type { Field, Value } from '#contract';
import { type Chosen, readChosen, readValue, type Search, writeChosen, writeValue } from '../filters/chosen.ts';
import { readState, type State, writeState } from './state.ts';

export type Has = { measures: readonly Field[]; dimensions: readonly Field[]; time: Field | undefined };
export type Known = { chosen: Chosen; state: State; leftOut: string[] };

/** What is set, and the words of the address that mean nothing here. */
export function knownIn(search: Search, { measures, dimensions, time }: Has): Known {
  const chosen = readChosen(search);
  const state = readState(search);
  const dimension = (name: string) => dimensions.find((field) => field.name === name);
  const isMeasure = (name: string) => measures.some((field) => field.name === name);
  const isDown = (name: string) => name === time?.name || dimension(name) !== undefined;
  const fitting = (lists: Chosen['values'] = {}) =>
    Object.fromEntries(
      Object.entries(lists).flatMap(([name, values]) => {
        const field = dimension(name);
        const fit = field ? values.filter((value) => fits(field, value)) : [];
        return fit.length > 0 ? [[name, fit]] : [];
      }),
    );
  const excluded = fitting(chosen.excluded);
  const kept: Chosen = {
    values: fitting(chosen.values),
    ranges: Object.fromEntries(Object.entries(chosen.ranges).filter(([name]) => dimension(name)?.type === 'number')),
    ...(Object.keys(excluded).length > 0 && { excluded }),
    ...(time && chosen.time && { time: chosen.time }),
    ...(time && chosen.compare && { compare: chosen.compare }),
  };
  const { by, drawn, grain, zone, selected, back, open, split, pivot, ...rest } = state;
  const splitOf = split && dimension(split.dimension);
  const lines = splitOf && split.values?.filter((value) => fits(splitOf, value));
  const shown = drawn?.filter(isMeasure);
  const known: State = {
    ...rest,
    ...(by && isMeasure(by) && { by }),
    ...(shown?.length && { drawn: shown }),
    ...(time && grain && hasGrain(time, grain) && { grain }),
    ...(time?.type === 'time' && zone && { zone }),
    ...(time && selected && { selected }),
    ...(time && back && { back }),
    ...(open && dimension(open) && { open }),
    ...(time && splitOf && { split: { dimension: splitOf.name, ...(lines?.length && { values: lines }) } }),
    ...(pivot && {
      pivot: {
        rows: pivot.rows.filter(isDown),
        columns: pivot.columns.filter((name) => isDown(name) && !pivot.rows.includes(name)),
        measures: pivot.measures.filter(isMeasure),
      },
    }),
  };
  return { chosen: kept, state: known, leftOut: lost(search, writeState(known, writeChosen(kept, {}))) };
}

const fits = (field: Field, value: Value) =>
  value === null ||
  (field.type === 'number' ? typeof value === 'number' : field.type === 'boolean' ? typeof value === 'boolean' : true);

const hasGrain = (time: Field, grain: NonNullable<State['grain']>) =>
  time.type === 'time' || !['hour', 'minute', 'second'].includes(grain);

/** Of others' words, such as which saved view it is, nothing is said. */
const ours =
  /^(f\.|not\.|r\.)|^(time|compare|by|measures|sort|grain|zone|selected|back|open|split|line|pivot|rows|columns|show)$/;
const lost = (search: Search, written: Search): string[] =>
  Object.entries(search).flatMap(([key, texts]) => {
    if (!ours.test(key)) return [];
    const means = (words: readonly string[] = []) => words.flatMap((word) => wordsOf(key, word));
    const kept = means(written[key]);
    return means(texts)
      .filter((word) => !kept.includes(word) && `${key}=${word}` !== 'sort=value')
      .map((word) => `${key.replace(/^f\./, '')}=${word}`);
  });

/** Names stand in one word; a value can be written in two ways. */
const wordsOf = (key: string, word: string): string[] => {
  if (['measures', 'rows', 'columns', 'show'].includes(key)) return word.split(',').filter(Boolean);
  if (!/^(f\.|not\.|line$)/.test(key)) return [word];
  const value = readValue(word);
  return [value === undefined ? word : writeValue(value)];
};
