import { expect, test } from 'vitest';
import { conditionInWords } from './in-words.ts';

test('a condition reads as people say it, with the names that they see', () => {
  const fields = [
    { name: 'region', label: 'Region', type: 'string' as const },
    { name: 'delay', label: 'Delay', type: 'number' as const },
  ];
  expect(
    conditionInWords(
      {
        and: [
          { field: 'region', in: ['North', null] },
          { field: 'delay', min: 15 },
        ],
      },
      fields,
    ),
  ).toBe('Region is North or – and Delay is at least 15');
  expect(
    conditionInWords(
      {
        not: {
          or: [
            { field: 'x', contains: 'a' },
            { field: 'delay', max: 0 },
          ],
        },
      },
      fields,
    ),
  ).toBe('not (x contains “a” or Delay is below 0)');
});
