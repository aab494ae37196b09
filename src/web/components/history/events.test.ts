import { expect, test } from 'vitest';
import type { AuditEvent } from '#contract';
import { entryOf, linesOf } from './events.ts';
import { historyInWords } from './words.ts';

const named = {
  actor: { id: 'usr_1', kind: 'user', label: 'Eve', detail: '' },
  as: null,
  subject: { id: 'usr_2', kind: 'user', label: 'Vic', detail: '' },
  in: null,
  resource: { id: 'res_1', kind: 'dashboard', name: 'pipeline', title: 'Pipeline' },
} as const;
const event = (action: string, before: unknown, after: unknown): AuditEvent => ({
  ...{ id: '7', at: '2026-03-01T09:00:00Z', actor: 'usr_1', as: null, action, subject: 'usr_2', resource: 'res_1', in: null },
  ...{ before, after, requestId: null, named },
});

test('an entry of the log is the sentence that a history tells', () => {
  expect(historyInWords(entryOf(event('access.give', null, { level: 'editor', expiresAt: null })))).toBe(
    'Eve let Vic edit “Pipeline”',
  );
  expect(historyInWords(entryOf(event('access.take', [{ level: 'viewer' }], null)))).toBe(
    'Eve ended that Vic can view “Pipeline”',
  );
  expect(historyInWords(entryOf(event('access.general', 'private', 'project')))).toContain('everyone in its project');
});

test('what stood before and after is a line for each thing that was noted', () => {
  expect(linesOf({ level: 'viewer', expiresAt: null, generalAccess: 'private', listed: [] })).toEqual([
    'level: viewer',
    'general access: private',
  ]);
  expect(linesOf('project')).toEqual(['project']);
  expect(linesOf(null)).toEqual([]);
});
