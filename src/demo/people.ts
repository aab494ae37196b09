// The people of an airline. Ana, Eve, Vic, Sam and Gus are in every test and screenshot; the others give groups their sizes.
import type { DemoGroup, DemoPerson, DemoRole, SubjectName } from './words.ts';

const person = (login: string, name: string, roles: string[] = [], kind: DemoPerson['kind'] = 'person'): DemoPerson => ({
  login,
  name,
  email: `${login}@demo.example`,
  kind,
  roles,
});
const users = (logins: string): SubjectName[] => logins.split(' ').map((login) => `user:${login}` as const);

export const people: readonly DemoPerson[] = [
  person('ana', 'Ana Lindqvist', ['Admin']),
  person('eve', 'Eve Marchetti'),
  person('vic', 'Vic Osei'),
  person('sam', 'Sam Tanaka'),
  person('gus', 'Gus Weller', [], 'guest'),
  // To become a restricted member; a member of nothing yet.
  person('rex', 'Rex Adeyemi'),
  // Had something once, and has not any more.
  person('old', 'Olga Dvořák'),

  person('amara', 'Amara Nwosu'),
  person('bjorn', 'Björn Halvorsen'),
  person('carla', 'Carla Ferreira'),
  person('dmitri', 'Dmitri Petrov'),
  person('elif', 'Elif Yıldız'),
  person('farid', 'Farid Haddad'),
  person('grace', 'Grace O’Connor'),
  person('hugo', 'Hugo Lambert'),
  person('ines', 'Inés Castillo'),
  person('jonas', 'Jonas Keller'),
  person('keiko', 'Keiko Mori'),
  person('leila', 'Leila Rahmani'),
  person('marco', 'Marco Bianchi'),
  person('nora', 'Nora Engel'),
  person('otto', 'Otto Virtanen'),
  person('priya', 'Priya Raman'),
  person('quinn', 'Quinn Murphy'),
  person('rosa', 'Rosa Almeida'),
  person('stefan', 'Stefan Kowalski'),
  person('tomas', 'Tomás Rivera'),
  person('ursula', 'Ursula Brandt'),
  person('wanda', 'Wanda Nowak'),
  person('xin', 'Xin Zhao'),
  person('yusuf', 'Yusuf Demir'),
  person('zoe', 'Zoe Papadaki'),
  person('ivo', 'Ivo Marković'),
];

/** Pilots of a region are in flight operations, which is in operations. */
export const groups: readonly DemoGroup[] = [
  { name: 'pilots-emea', members: users('vic bjorn elif hugo leila zoe') },
  { name: 'pilots-americas', members: users('carla grace marco tomas') },
  { name: 'flight-operations', members: ['group:pilots-emea', 'group:pilots-americas', ...users('amara jonas')] },
  { name: 'ground-operations', members: users('dmitri farid rosa stefan wanda') },
  { name: 'operations', members: ['group:flight-operations', 'group:ground-operations', ...users('keiko')] },
  { name: 'safety-audit', members: users('nora ivo priya ursula') },
  { name: 'network-planning', members: users('ines otto xin yusuf quinn') },
];

/** Whoever holds it may see what is open just now, whatever department they come from. */
export const roles: readonly DemoRole[] = [
  { name: 'Safety Investigator', capabilities: ['data.export'], holders: users('nora ivo hugo') },
];
