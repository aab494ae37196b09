// What people keep for themselves around resources: favourites, drafts, views, what they were told; and what a resource was
// before. Nothing here gives anybody anything: each row is read again through the rule. All of it goes with its resource,
// and what is one person's with that person.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  `create table favourite (
     user_id text not null references app_user (id) on delete cascade,
     resource_id text not null references resource (id) on delete cascade,
     made_at timestamptz not null,
     primary key (user_id, resource_id)
   )`,
  `create index favourite_resource on favourite (resource_id)`,

  // A row for each state that a resource's title and definition were in, the present one among them.
  `create table resource_version (
     resource_id text not null references resource (id) on delete cascade,
     version int not null,
     title text not null,
     definition jsonb not null,
     changed text not null,
     changed_by text,
     changed_at timestamptz not null,
     primary key (resource_id, version)
   )`,
  // One person's unpublished change, and the version that it was begun from.
  `create table draft (
     resource_id text not null references resource (id) on delete cascade,
     user_id text not null references app_user (id) on delete cascade,
     based_on int not null,
     title text not null,
     definition jsonb not null,
     saved_at timestamptz not null,
     primary key (resource_id, user_id)
   )`,
  `create index draft_user on draft (user_id)`,

  // A private view has an owner and goes with them; one for all viewers has none, and stays.
  `create table saved_view (
     id text primary key,
     resource_id text not null references resource (id) on delete cascade,
     owner_id text references app_user (id) on delete cascade,
     made_by text not null,
     title text not null,
     choices jsonb not null,
     query jsonb,
     changed_at timestamptz not null
   )`,
  `create index saved_view_resource on saved_view (resource_id)`,
  `create index saved_view_owner on saved_view (owner_id)`,

  // Written with the change that it tells of; a letter follows for rows without posted_at. \`about\` is what is told once only.
  `create table notification (
     id text primary key,
     user_id text not null references app_user (id) on delete cascade,
     kind text not null check (kind in ('shared', 'asked', 'answered', 'ends')),
     resource_id text not null references resource (id) on delete cascade,
     level access_level not null,
     by_id text,
     about text,
     ends_at timestamptz,
     at timestamptz not null,
     read_at timestamptz,
     posted_at timestamptz,
     unique (user_id, kind, about)
   )`,
  `create index notification_user on notification (user_id, at desc, id desc)`,
  `create index notification_unread on notification (user_id) where read_at is null`,
  `create index notification_unposted on notification (at) where posted_at is null`,
  `create index notification_resource on notification (resource_id)`,
  // What ends is looked for by when.
  `create index access_grant_ends on access_grant (expires_at) where expires_at is not null`,
  `create index membership_ends on membership (expires_at) where expires_at is not null`,
];
