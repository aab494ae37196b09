import { expect, test } from 'vitest';
import type { Notification } from '#contract';
import { bellLabel, sentenceFor } from './words.ts';

const about = (more: Partial<Notification>): Notification => ({
  id: 'n',
  kind: 'shared',
  resource: { id: 'res_1', kind: 'dashboard', name: 'pipeline', title: 'Pipeline' },
  level: 'viewer',
  by: { id: 'usr_eve', kind: 'user', label: 'Eve', detail: '' },
  message: '',
  endsAt: null,
  at: '2026-05-01T10:00:00Z',
  read: false,
  ...more,
});
const said = (more: Partial<Notification>) => {
  const sentence = sentenceFor(about(more));
  return sentence && `${sentence.before}“${sentence.title}”${sentence.after}`;
};

test('each says who did what with which thing', () => {
  expect(said({})).toBe('Eve shared “Pipeline” with you');
  expect(said({ level: 'editor' })).toBe('Eve shared “Pipeline” with you, to edit');
  expect(said({ kind: 'asked', level: 'editor' })).toBe('Eve asks to edit “Pipeline”');
  expect(said({ kind: 'answered' })).toBe('You can view “Pipeline” now, as you asked');
  expect(said({ kind: 'ends', endsAt: '2026-06-05T12:00:00Z' })).toBe('Your access to “Pipeline” ends on 5 Jun 2026');
});

test('somebody one cannot find is somebody, and a thing one cannot see is nothing', () => {
  expect(said({ by: null })).toBe('Somebody shared “Pipeline” with you');
  expect(said({ resource: null })).toBeNull();
});

test('the bell says how many wait', () => {
  expect([bellLabel(0), bellLabel(3)]).toEqual(['Notifications', 'Notifications, 3 unread']);
});
