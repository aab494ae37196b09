// Forward only, in the order of their names; one that was released is never edited.
import type { Migration } from 'kysely/migration';
import * as facts from './0001-facts.ts';

export const migrations: Record<string, Migration> = {
  '0001-facts': facts,
};
