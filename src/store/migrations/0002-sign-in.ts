// What signing in needs, in the shape that better-auth reads and writes (its names are mapped in features/sessions).
// A row here never outlives its user, and never decides what anybody reaches.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  `create table auth_user (
     id text primary key references app_user (id) on delete cascade,
     name text not null,
     email text not null unique,
     email_verified boolean not null default false,
     image text,
     created_at timestamptz not null,
     updated_at timestamptz not null
   )`,
  // The token here is half of what a browser holds: the other half is its HMAC under a secret that isn't in the store.
  `create table auth_session (
     id text primary key,
     user_id text not null references auth_user (id) on delete cascade,
     token text not null unique,
     expires_at timestamptz not null,
     ip_address text,
     user_agent text,
     created_at timestamptz not null,
     updated_at timestamptz not null
   )`,
  `create index auth_session_user on auth_session (user_id)`,
  `create table auth_account (
     id text primary key,
     user_id text not null references auth_user (id) on delete cascade,
     provider_id text not null,
     account_id text not null,
     password text,
     access_token text,
     refresh_token text,
     id_token text,
     access_token_expires_at timestamptz,
     refresh_token_expires_at timestamptz,
     scope text,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     unique (provider_id, account_id)
   )`,
  `create index auth_account_user on auth_account (user_id)`,
  `create table auth_verification (
     id text primary key,
     identifier text not null,
     value text not null,
     expires_at timestamptz not null,
     created_at timestamptz not null,
     updated_at timestamptz not null
   )`,
  `create index auth_verification_identifier on auth_verification (identifier)`,
  // Failed attempts, counted in the store so that several servers count together.
  `create table auth_attempt (
     key text primary key,
     failures int not null,
     until timestamptz not null
   )`,
];
