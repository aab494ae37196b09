// What every part of an explore's page is about: what there is, what is chosen, and how to choose otherwise.
import type { Field, Resource, TimeRange } from '#contract';
import type { Chosen } from '../filters/chosen.ts';
import type { Has } from './known.ts';
import type { State } from './state.ts';

export type Changes = { [Key in keyof State]?: State[Key] | undefined };
export type Exploring = Has & {
  resource: Resource;
  /** The one that ranks. */
  measure: Field;
  chosen: Chosen;
  state: State;
  opensWith: TimeRange | undefined;
  set: (changes: Changes, chosen?: Chosen) => void;
};

/** What is set to nothing isn't set. */
export const changed = (state: State, changes: Changes): State =>
  Object.fromEntries(Object.entries({ ...state, ...changes }).filter(([, value]) => value !== undefined)) as State;

/** Into what is selected; the way back is kept. */
export const zoomedIn = ({ state, chosen, opensWith }: Exploring): [Changes, Chosen] => [
  { selected: undefined, back: [...(state.back ?? []), chosen.time ?? opensWith ?? {}] },
  state.selected ? { ...chosen, time: state.selected } : chosen,
];
export const zoomedOut = ({ state, chosen, opensWith }: Exploring): [Changes, Chosen] => {
  const back = state.back?.slice(0, -1);
  const time = state.back?.at(-1) ?? {};
  const { time: _, ...rest } = chosen;
  const opened = JSON.stringify(time) === JSON.stringify(opensWith);
  return [{ selected: undefined, back: back?.length ? back : undefined }, opened ? rest : { ...rest, time }];
};
