import { expect, test } from 'vitest';
import type { Preview, ResourceItem } from '#contract';
import { gainsInWords, lossesInWords, ofAll, things, touchedIn } from './words.ts';

const items = (...kinds: string[]) => kinds.map((kind) => ({ kind })) as unknown as ResourceItem[];
const change = (name: string) => ({
  subject: { id: name, kind: 'user' as const, label: name, detail: '' },
  resource: { id: 'r', kind: 'dashboard' as const, name: 'r', title: 'R' },
  from: null,
  to: null,
});
const losing = (named: string[], counted = named.length): Preview => ({
  gains: [],
  losses: named.map(change),
  counts: { gains: 0, losses: counted, guests: 0, people: 0, invited: 0 },
});

test('things are told by their kind, where it is one', () => {
  expect(things(items('dashboard'))).toBe('1 dashboard');
  expect(things(items('dashboard', 'dashboard'))).toBe('2 dashboards');
  expect(things(items('dashboard', 'chart'))).toBe('2 things');
});

test('what applies to some says to how many', () => {
  expect(ofAll('Share', 3, 3)).toBe('Share');
  expect(ofAll('Share', 2, 3)).toBe('Share: 2 of 3');
});

test('who loses several things is one person, and oneself is left out', () => {
  const touched = touchedIn([losing(['Vic', 'Sam']), losing(['Vic', 'Ana'])], 'losses', 'Ana');
  expect(touched).toEqual({ names: ['Vic', 'Sam'], whole: true });
  expect(lossesInWords(touched, items('chart', 'chart'))).toBe('Vic and Sam lose one or more of these 2 charts.');
});

test('whom one cannot name is counted from below', () => {
  const touched = touchedIn([losing(['Vic'], 40)], 'losses', 'Ana');
  expect(lossesInWords(touched, items('chart'))).toBe('At least 1 person loses it.');
});

test('nobody gains what they have', () => {
  expect(gainsInWords(touchedIn([losing([])], 'gains', 'Ana'), items('chart'))).toBe(
    'Nobody gains anything by it: they have as much already.',
  );
});
