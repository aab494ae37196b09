import { expect, test } from 'vitest';
import { givenInWords, openedInWords, throughAll } from './words.ts';

test('who gave it is named where it is known, and the day stands in either case', () => {
  const by = { id: 'usr_1', kind: 'user', label: 'Eve', detail: '' } as const;
  expect(givenInWords({ given: { by, at: '2026-03-01T09:00:00Z' } })).toMatch(/^given .*Mar.* by Eve$/);
  expect(givenInWords({ given: { by: null, at: '2026-03-01T09:00:00Z' } })).not.toContain('by');
});

test('what was never opened isn’t told to have been opened long ago', () => {
  expect(openedInWords({ what: 'access', lastOpened: null })).toBe('never opened');
  expect(openedInWords({ what: 'membership', lastOpened: null })).toBe('nothing in it was ever opened');
  expect(openedInWords({ what: 'access', lastOpened: '2026-03-01' })).toMatch(/^last opened .*Mar/);
});

test('every way is told', () => {
  expect(throughAll(['direct', 'member'])).toBe('given itself, with the project');
});
