export { findSubjects } from './find.ts';
export { foundById, guestsAmong, hiddenFrom, nearGuests, requireFound } from './found.ts';
export { type GroupRow, groupById, type RoleRow, roleById, type UserRow, userById } from './lookup.ts';
export { requireFreeName, requireOurs } from './named.ts';
export { presentSubject, subjectColumns, subjectJoins, subjectsById } from './present.ts';
