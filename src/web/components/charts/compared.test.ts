import { expect, test } from 'vitest';
import type { Result, Value } from '#contract';
import { changeSince } from './compared.ts';

const column = (name: string, of?: 'previous') => ({
  name,
  label: name,
  role: 'measure' as const,
  type: 'number' as const,
  ...(of && { of }),
});
const answer = (...row: Value[]): Result => ({
  columns: [column('flights'), column('delay'), column('flights', 'previous'), column('delay', 'previous')],
  rows: [row],
  more: false,
  dataAsOf: '',
  engineMs: 0,
});

test('a time without any data is nothing to compare with', () => {
  expect(changeSince(answer(5, 2, 0, null), 5, 0, {}, 'before')).toBe('Nothing to compare with then');
  expect(changeSince(answer(5, 2, 0, null), 2, null, {}, 'before')).toBe('Nothing to compare with then');
});

test('a 0 among other numbers is a 0, and nothing since nothing is the same', () => {
  expect(changeSince(answer(5, 2, 0, 1), 5, 0, {}, 'the period before')).toBe('Up from 0 in the period before');
  expect(changeSince(answer(0, null, 0, null), 0, 0, {}, 'before')).toBe('The same as before');
});
