// Why a request was declined, where whoever declined it wanted to say so.
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table access_request add column reason text not null default ''`,
  'alter table notification drop constraint notification_kind_check',
  `alter table notification
     add constraint notification_kind_check check (kind in ('shared', 'asked', 'answered', 'declined', 'ends'))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
