// Parts of a whole: a few slices, the rest together. Pure.
import type { Column, Result, Value } from '#contract';
import { formatValue } from '../format.ts';
import { mostSeries, numberOf } from './drawing.ts';

export type Slice = { name: string; value: Value; amount: number; share: number; rest: boolean };
export type Whole = { dimension: Column; measure: Column; slices: Slice[]; total: number; rest: number };

/** Null when there is nothing to part, or parts that can't make a whole: anything below zero. */
export function wholeOf(result: Result): Whole | null {
  const by = result.columns.findIndex(({ role }) => role === 'dimension');
  const of = result.columns.findIndex(({ role, of }) => role === 'measure' && !of);
  const [dimension, measure] = [result.columns[by], result.columns[of]];
  if (!dimension || !measure) return null;
  const amounts = result.rows
    .map((row) => ({ value: row[by] ?? null, amount: numberOf(row[of]) ?? 0 }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => b.amount - a.amount);
  // Of those that didn't come themselves, what they come to together.
  const unseen = numberOf(result.others?.[of]) ?? 0;
  const total = amounts.reduce((sum, { amount }) => sum + amount, unseen);
  if (amounts.length === 0 || unseen < 0 || amounts.some(({ amount }) => amount < 0)) return null;
  const slice = (value: Value, amount: number, name: string, rest = false): Slice => ({
    name,
    value,
    amount,
    share: amount / total,
    rest,
  });
  const shown = amounts.length > mostSeries || unseen > 0 ? mostSeries - 1 : mostSeries;
  const slices = amounts.slice(0, shown).map(({ value, amount }) => slice(value, amount, formatValue(value, dimension)));
  const others = amounts.slice(shown);
  if (others.length > 0 || unseen > 0) {
    const amount = others.reduce((sum, other) => sum + other.amount, unseen);
    slices.push(slice(null, amount, unseen > 0 ? 'All others' : `${others.length} others`, true));
  }
  return { dimension, measure, slices, total, rest: others.length };
}
