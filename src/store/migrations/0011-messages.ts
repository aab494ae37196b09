// What somebody adds when they share or ask: it stands in the notification and its letter.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(`alter table notification add column message text not null default ''`).execute(db);
};
