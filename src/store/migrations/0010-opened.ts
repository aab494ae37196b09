// When somebody last opened a thing: one row for a person and a thing, never a trail. What was given and isn't used is
// looked for with it; see docs/decisions/0007-what-was-opened.md.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  `create table opened (
     user_id text not null references app_user (id) on delete cascade,
     resource_id text not null references resource (id) on delete cascade,
     at timestamptz not null,
     primary key (user_id, resource_id)
   )`,
  'create index opened_resource on opened (resource_id, user_id, at)',

  // As with what is remembered: a store that was there before knows from now on, a new one from its beginning.
  'alter table organization add column opened_since timestamptz',
  'update organization set opened_since = now() where exists (select 1 from resource)',
];
