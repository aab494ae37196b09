import { expect, test } from 'vitest';
import type { Access, Grant, Level, Subject } from '#contract';
import { samePeople, whyNobody } from './same-people.ts';

const somebody = (id: string, more: Partial<Subject> = {}): Subject => ({ id, kind: 'user', label: id, detail: '', ...more });
const grant = (subject: Subject, level: Level, expiresAt: string | null = null): Grant => ({
  subject,
  level,
  expiresAt,
  givenBy: null,
  givenAt: '2026-03-01T00:00:00.000Z',
});
const access = (grants: readonly Grant[], canGive: Level[] = ['viewer', 'editor']): Access => ({
  generalAccess: 'private',
  editors: grants.filter(({ level }) => level === 'editor'),
  viewers: grants.filter(({ level }) => level === 'viewer'),
  inherited: [],
  people: 0,
  guests: 0,
  version: 1,
  canGive,
});
const [eve, vic, sam] = [somebody('eve'), somebody('vic'), somebody('sam')];
const added = ({ add }: ReturnType<typeof samePeople>) => add.map(({ subject, level }) => `${subject.id} ${level}`);

test('who lacks it here, or has less, is added; who has as much or more stays as they are', () => {
  const there = access([grant(eve, 'editor'), grant(vic, 'editor'), grant(sam, 'viewer')]);
  const here = access([grant(eve, 'editor'), grant(vic, 'viewer')]);
  expect(added(samePeople(there, here))).toEqual(['vic editor', 'sam viewer']);
  expect(added(samePeople(access([grant(sam, 'viewer')]), access([grant(sam, 'editor'), grant(vic, 'viewer')])))).toEqual([]);
});

test('nobody is given more than one can give here, and an end stays an end', () => {
  const end = '2026-06-30T00:00:00.000Z';
  const { add } = samePeople(access([grant(vic, 'editor', end)]), access([], ['viewer']));
  expect(add).toEqual([{ subject: vic, level: 'viewer', expiresAt: end }]);
  expect(added(samePeople(access([grant(vic, 'editor')]), access([], [])))).toEqual([]);
});

test('roles and who is deactivated are named and left out', () => {
  const there = access([
    grant(somebody('ida', { status: 'deactivated' }), 'viewer'),
    grant(somebody('auditors', { kind: 'role' }), 'viewer'),
  ]);
  expect(samePeople(there, access([])).leftOut.map(({ id }) => id)).toEqual(['ida', 'auditors']);
  expect(whyNobody(there, samePeople(there, access([])).leftOut)).toBe('Everybody else to whom that is given has this already.');
  expect(whyNobody(access([]), [])).toBe('That is given to nobody by name.');
});
