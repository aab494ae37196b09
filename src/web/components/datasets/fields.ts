// The fields of a dataset while they are changed. Pure.
import type { Dimension, Measure } from '#contract';

export type Fields = { time?: string | undefined; dimensions: Dimension[]; measures: Measure[] };

export const freeName = (wanted: string, { dimensions, measures }: Fields): string => {
  const taken = new Set([...dimensions, ...measures].map(({ name }) => name));
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted.slice(0, 59)}_${n}`;
  return name;
};
