import { describe, expect, test } from 'vitest';
import type { Access, Explanation, Grant, Level, Resource, Subject } from '#contract';
import {
  askEditors,
  consequence,
  endOf,
  explainedBy,
  given,
  inheritedOf,
  reasonInWords,
  rowsOf,
  seenBy,
  sorted,
  stopsOf,
  whoChanged,
} from './words.ts';

const subject = (id: string, label: string, kind: Subject['kind'] = 'user'): Subject => ({ id, kind, label, detail: '' });
const [ana, eve, sam] = [subject('usr_a', 'Ana'), subject('usr_e', 'Eve'), subject('usr_s', 'Sam')];
const sales = subject('grp_s', 'Sales', 'group');
const grant = (to: Subject, level: Level, givenAt = '2026-06-01T12:00:00Z', expiresAt: string | null = null): Grant => ({
  subject: to,
  level,
  expiresAt,
  givenBy: ana,
  givenAt,
});

describe('consequences', () => {
  test('count people, and guests among them', () => {
    expect(consequence(43, 2, 'then')).toBe('43 people will see this, 2 of them guests.');
    expect(consequence(43, 0, 'now')).toBe('43 people see this now.');
    expect(consequence(1, 0, 'now')).toBe('Only one person sees this now.');
    expect(consequence(2, 2, 'then')).toBe('2 people will see this, all of them guests.');
    expect(seenBy(1)).toBe('Only you');
    expect(seenBy(1043)).toBe('Seen by 1,043');
    expect(given([sam, sales], 'viewer')).toBe('Sam and Sales can open this now.');
  });
});

describe('the list', () => {
  test('has one row for each, with the higher level and what comes after it', () => {
    const [row] = rowsOf({ editors: [grant(sam, 'editor', undefined, '2026-06-30T12:00:00Z')], viewers: [grant(sam, 'viewer')] });
    expect(row?.level).toBe('editor');
    expect(row && endOf(row)).toBe('until 30 Jun 2026, then can view');
  });
  test('says once, at its strongest, what is not given here', () => {
    const member = { ...grant(ana, 'viewer'), kind: 'member' as const };
    const administrator = { ...grant(ana, 'admin'), kind: 'administrator' as const };
    const [row, ...more] = inheritedOf({ inherited: [member, administrator] });
    expect(row).toMatchObject({ level: 'admin', kinds: ['member', 'administrator'] });
    expect(more).toEqual([]);
  });
  test('has you first, then groups, then people', () => {
    const rows = rowsOf({
      editors: [grant(eve, 'editor'), grant(ana, 'editor')],
      viewers: [grant(sam, 'viewer'), grant(sales, 'viewer')],
    });
    expect(sorted(rows, sam.id).map((row) => row.subject.label)).toEqual(['Sam', 'Sales', 'Ana', 'Eve']);
  });
});

describe('why', () => {
  const explanation: Explanation = {
    subject: ana,
    resource: {
      id: 'res_1',
      kind: 'dashboard',
      name: 'pipeline',
      title: 'Pipeline',
      project: { id: 'prj_1', name: 'acme', title: 'Acme' },
    },
    level: 'viewer',
    reasons: [],
  };
  test('is the way from the person to the thing', () => {
    const reason = {
      kind: 'direct' as const,
      level: 'viewer' as const,
      path: [subject('grp_e', 'EMEA', 'group'), sales],
      expiresAt: null,
    };
    expect(stopsOf(explanation, reason).map((stop) => stop.label)).toEqual(['Ana', 'EMEA', 'Sales', 'Pipeline']);
  });
  test('says through which project, who gave it and until when', () => {
    const reason = {
      kind: 'member' as const,
      level: 'viewer' as const,
      path: [sales],
      expiresAt: '2026-06-30T12:00:00Z',
      grant: { level: 'viewer' as const, expiresAt: null, givenBy: eve, givenAt: '2026-06-01T12:00:00Z' },
    };
    expect(stopsOf(explanation, reason).map((stop) => stop.label)).toEqual(['Ana', 'Sales', 'Acme', 'Pipeline']);
    expect(reasonInWords(explanation, reason)).toBe('Can view: member of Acme, given by Eve on 1 Jun 2026, until 30 Jun 2026');
  });
});

test('why a group has access is what the list says of it', () => {
  const access = {
    editors: [],
    viewers: [grant(sales, 'viewer')],
    inherited: [{ ...grant(sales, 'editor'), kind: 'member' as const }],
  };
  const resource = {
    id: 'res_1',
    kind: 'dashboard',
    name: 'pipeline',
    title: 'Pipeline',
    project: { id: 'prj_1', name: 'acme', title: 'Acme' },
  } as Resource;
  const explanation = explainedBy(access, sales, resource);
  expect(explanation.reasons.map((reason) => stopsOf(explanation, reason).map((stop) => stop.label))).toEqual([
    ['Sales', 'Acme', 'Pipeline'],
    ['Sales', 'Pipeline'],
  ]);
});

test('whom to ask, and who changed what one was looking at', () => {
  expect(askEditors([eve, ana], 'share it')).toBe('Ask Eve or Ana to share it.');
  expect(askEditors([], 'share it')).toBe('Ask whoever sent you here to share it.');
  const base: Access = {
    generalAccess: 'private',
    editors: [grant(ana, 'editor')],
    viewers: [],
    inherited: [],
    people: 1,
    guests: 0,
    version: 1,
    canGive: [],
  };
  const after: Access = { ...base, viewers: [{ ...grant(sam, 'viewer'), givenBy: eve }] };
  expect(whoChanged(base, after, ana.id)).toMatch(/^Eve changed this/);
  expect(whoChanged(base, base, ana.id)).toMatch(/^Somebody changed this/);
});
