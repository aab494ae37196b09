import { expect, test } from 'vitest';
import { readTyped } from './read.ts';

test('questions about access are told from things to find', () => {
  expect(readTyped('who can see Pipeline?')).toEqual({ ask: 'who', what: 'Pipeline' });
  expect(readTyped('  who  sees pipe ')).toEqual({ ask: 'who', what: 'pipe' });
  expect(readTyped('who can see')).toEqual({ ask: 'who', what: '' });
  expect(readTyped('what can vic see')).toEqual({ ask: 'what', who: 'vic' });
  expect(readTyped('What can Ana Lindqvist')).toEqual({ ask: 'what', who: 'Ana Lindqvist' });
  expect(readTyped('whole numbers')).toEqual({ ask: 'find', q: 'whole numbers' });
  expect(readTyped('')).toEqual({ ask: 'find', q: '' });
});
