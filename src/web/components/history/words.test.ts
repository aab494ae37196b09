import { expect, test } from 'vitest';
import type { HistoryEntry } from '#contract';
import { effectInWords, historyInWords } from './words.ts';

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
  [{ action: 'source.upload' }, 'Eve brought a file into “Pipeline”'],
  [{ action: 'token.revoke' }, 'Eve revoked a token of Sam'],
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
  expect(historyInWords(entry({ action: 'source.vanish' }))).toBe('Eve: source vanish, “Pipeline”');
});

test('what a change would come to is told in people of one thing, and in times of several', () => {
  const on = (id: string) => ({
    subject: person('Sam'),
    resource: { id, kind: 'dashboard' as const, name: id, title: id },
    from: 'viewer' as const,
    to: null,
  });
  const counts = { gains: 0, losses: 1, guests: 0, people: 3, invited: 0 };
  expect(effectInWords({ gains: [], losses: [on('a')], counts })).toBe('1 person would lose');
  expect(effectInWords({ gains: [on('a')], losses: [on('b')], counts: { ...counts, gains: 2 } })).toBe(
    'On 2 things access is gained 2 times, access is lost 1 time',
  );
});
