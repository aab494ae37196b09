// Looking as somebody else, for an hour at most: who looks, and as whom.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  `create table view_as (
     id text primary key,
     actor_id text not null references app_user (id) on delete cascade,
     subject_id text not null references subject (id) on delete cascade,
     ends_at timestamptz not null
   )`,
  'create index view_as_actor on view_as (actor_id)',
];
