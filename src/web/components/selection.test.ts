import { expect, test } from 'vitest';
import { allOr, extended, nothing, toggled } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].toSorted().join('');

test('one is chosen and left out again', () => {
  const one = toggled(nothing, 'b');
  expect(chosen(one)).toBe('b');
  expect(chosen(toggled(one, 'b'))).toBe('');
});

test('a range runs from the last one chosen by itself, either way, and keeps the rest', () => {
  const some = toggled(toggled(nothing, 'a'), 'd');
  expect(chosen(extended(some, 'b', order))).toBe('abcd');
  expect(chosen(extended(extended(toggled(nothing, 'c'), 'e', order), 'a', order))).toBe('abcde');
});

test('without a start, or when the start is gone, a range is the one that was meant', () => {
  expect(chosen(extended(nothing, 'c', order))).toBe('c');
  expect(chosen(extended({ ids: new Set(['x']), anchor: 'x' }, 'c', order))).toBe('cx');
});

test('all are chosen at once, and let go at once', () => {
  const all = allOr(toggled(nothing, 'b'), order);
  expect(chosen(all)).toBe('abcde');
  expect(chosen(allOr(all, order))).toBe('');
});
