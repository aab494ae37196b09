// Inviting and asking, tokens, and what an organization sets for itself.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  `alter table organization
     add column default_access text check (default_access in ('project', 'private')),
     add column time_zone text not null default 'UTC',
     add column first_day_of_week smallint not null default 1 check (first_day_of_week between 0 and 6)`,

  // An invited user is a user; this is only the letter. Withdrawn and accepted ones are kept for the record.
  `create table invitation (
     user_id text primary key references app_user (id) on delete cascade,
     token_hash text,
     invited_by text,
     sent_at timestamptz not null,
     expires_at timestamptz not null,
     ended_at timestamptz,
     outcome text check (outcome in ('accepted', 'withdrawn'))
   )`,
  `create index invitation_token on invitation (token_hash)`,

  // One open request of one person on one thing; a second replaces the first.
  `create table access_request (
     id text primary key,
     user_id text not null references app_user (id) on delete cascade,
     resource_id text not null references resource (id) on delete cascade,
     level access_level not null check (level <> 'admin'),
     message text not null default '',
     asked_at timestamptz not null,
     expires_at timestamptz not null,
     answered_at timestamptz,
     answered_by text,
     answer text check (answer in ('approved', 'declined'))
   )`,
  `create unique index access_request_open on access_request (user_id, resource_id) where answered_at is null`,
  `create index access_request_resource on access_request (resource_id)`,

  // A token acts as its user and can only narrow: fewer capabilities, or reading alone. Kept as a hash.
  `create table api_token (
     id text primary key,
     user_id text not null references app_user (id) on delete cascade,
     name text not null,
     hash text not null unique,
     capabilities text[],
     read_only boolean not null default false,
     created_at timestamptz not null,
     expires_at timestamptz not null
   )`,
  `create index api_token_user on api_token (user_id)`,
];
