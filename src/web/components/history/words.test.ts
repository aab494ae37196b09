import { expect, test } from 'vitest';
import type { HistoryEntry } from '#contract';
import { historyInWords } from './words.ts';

const person = (label: string) => ({ id: label, kind: 'user' as const, label, detail: '' });
const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  id: '1',
  at: '2026-05-01T10:00:00Z',
  action: 'access.give',
  actor: person('Eve'),
  subject: person('Sam'),
  in: null,
  resource: { id: 'r', kind: 'dashboard', name: 'p', title: 'Pipeline' },
  level: null,
  generalAccess: null,
  until: null,
  people: null,
  undoable: true,
  ...more,
});

test.each([
  [{ level: { from: null, to: 'viewer' }, until: '2026-06-05T12:00:00Z' }, 'Eve let Sam view “Pipeline” until 5 Jun 2026'],
  [{ action: 'access.take', level: { from: 'editor', to: null } }, 'Eve ended that Sam can edit “Pipeline”'],
  [{ action: 'member.set', level: { from: null, to: 'admin' } }, 'Eve made Sam a member of “Pipeline”, to administer'],
  [{ action: 'group.add', in: { ...person('Finance'), kind: 'group' } }, 'Eve put Sam into Finance'],
  [
    { action: 'access.general', generalAccess: { from: 'project', to: 'private' } },
    'Eve closed “Pipeline” to all but people added',
  ],
] as [Partial<HistoryEntry>, string][])('%o is said as a sentence', (more, sentence) => {
  expect(historyInWords(entry(more))).toBe(sentence);
});

test('what the reader may not know has no name, and what nobody foresaw is still told', () => {
  expect(historyInWords(entry({ actor: null, subject: null, resource: null }))).toBe('Somebody let somebody use something');
  expect(historyInWords(entry({ action: 'source.upload' }))).toBe('Eve: source upload, “Pipeline”');
});
