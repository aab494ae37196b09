// Numbers that a table marks: those inside a range, as good or as bad.
import type { Value } from '#contract';

export type Highlight = { field: string; min?: number | undefined; max?: number | undefined; tone: 'good' | 'bad' };

/** Half-open, as ranges are everywhere: min ≤ value < max. The first that fits counts. */
export const toneOf = (value: Value | undefined, field: string, highlight: readonly Highlight[]): 'good' | 'bad' | undefined =>
  typeof value === 'number'
    ? highlight.find(
        (one) => one.field === field && (one.min === undefined || value >= one.min) && (one.max === undefined || value < one.max),
      )?.tone
    : undefined;
