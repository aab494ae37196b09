import { expect, test } from 'vitest';
import type { Preview } from '#contract';
import { effectOf, effectOfAll } from './words.ts';

const vic = { id: 'usr_1', kind: 'user' as const, label: 'Vic', detail: '' };
const sales = { id: 'grp_1', kind: 'group' as const, label: 'sales', detail: '' };
const item = (title: string, kind: 'dashboard' | 'project' = 'dashboard') => ({ id: title, kind, name: title, title });
const preview = (gains: Preview['gains'], losses: Preview['losses'], people = 1): Preview => ({
  gains,
  losses,
  counts: { gains: gains.length, losses: losses.length, guests: 0, people, invited: 0 },
});
const gain = (title: string, kind?: 'project') => ({
  subject: vic,
  resource: item(title, kind),
  from: null,
  to: 'viewer' as const,
});
const loss = (title: string) => ({ subject: vic, resource: item(title), from: 'viewer' as const, to: null });

test('what one person gains and loses is counted, and what is lost is named', () => {
  expect(effectOf(preview([gain('A')], []), vic)).toBe('Vic gains 1 item: “A”.');
  expect(effectOf(preview([gain('A')], [loss('B'), loss('C')]), vic)).toBe('Vic gains 1 item and loses 2 items: “B” and “C”.');
  expect(effectOf(preview([{ ...gain('A'), from: 'viewer', to: 'editor' }], []), vic)).toBe('Vic can do more with 1 item: “A”.');
});

test('a project’s name is nothing in it', () => {
  expect(effectOf(preview([gain('P', 'project')], []), vic)).toBe(
    'Vic learns the project’s name, and reaches nothing in it yet.',
  );
  expect(effectOf(preview([gain('P', 'project'), gain('A')], []), vic)).toBe('Vic gains 1 item: “A”.');
  expect(effectOf(preview([], []), vic)).toBe('This changes nothing that anybody can open.');
});

test('of a group it is people that are counted', () => {
  expect(effectOf(preview([], [loss('A')], 4), sales)).toBe('4 people lose something here: “A”.');
  expect(effectOfAll([preview([gain('A')], []), preview([gain('B')], [])])).toBe('1 person gains something here.');
});
