// The facts, as Kysely sees them. Why each table has its shape stands in migrations/0001-facts.ts.
import type { ColumnType, Generated } from 'kysely';
import type { Capability, GeneralAccess, Kind, Level, SubjectKind, UserKind, UserStatus } from '#contract';

/** Read as a value, written as JSON text: a bare array would reach PostgreSQL as an array literal. */
type Json<T> = ColumnType<T, string, string>;
type Moment = ColumnType<Date, Date | string, Date | string>;
type MaybeMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export interface Tables {
  organization: {
    id: number;
    name: string;
    roles_as_subjects: Generated<boolean>;
    member_domains: Generated<string[]>;
    invitation_days: Generated<number>;
    default_access: GeneralAccess | null;
    time_zone: Generated<string>;
    first_day_of_week: Generated<number>;
    /** How far back `past_fact` reaches; null: from the beginning. */
    remembers_since: MaybeMoment;
    /** From when on `opened` is kept; null: from the beginning. */
    opened_since: MaybeMoment;
  };
  subject: { id: string; kind: SubjectKind };
  app_user: {
    id: string;
    kind: UserKind;
    status: UserStatus;
    name: string;
    login: string;
    email: string | null;
    attributes: Json<Record<string, unknown>>;
    owner_id: string | null;
    created_at: Moment;
  };
  user_group: { id: string; name: string; built_in: Generated<boolean>; version: Generated<number>; created_at: Moment };
  role: {
    id: string;
    name: string;
    capabilities: Capability[];
    built_in: Generated<boolean>;
    version: Generated<number>;
    created_at: Moment;
  };
  group_member: {
    group_id: string;
    member_id: string;
    origin: Generated<string>;
    expires_at: MaybeMoment;
    given_by: string | null;
    given_at: Moment;
  };
  group_manager: { group_id: string; manager_id: string };
  role_holder: { role_id: string; holder_id: string; expires_at: MaybeMoment; given_by: string | null; given_at: Moment };
  resource: {
    id: string;
    kind: Kind;
    project_id: string;
    name: string;
    title: string;
    definition: Json<Record<string, unknown>>;
    general_access: GeneralAccess;
    created_by: string | null;
    created_at: Moment;
    updated_at: Moment;
    deleted_at: MaybeMoment;
    /** False in the trash, or while its project is there. */
    live: Generated<boolean>;
    /** Counts changes of what it is; the ETag of the resource. */
    version: Generated<number>;
    /** Counts changes of who has access to it; the ETag of its access list, or of a project's members. */
    access_version: Generated<number>;
  };
  resource_use: { container_id: string; part_id: string; added_by: string | null };
  access_grant: {
    id: Generated<number>;
    subject_id: string;
    resource_id: string;
    level: Level;
    expires_at: MaybeMoment;
    /** Set on what a restricted membership lists; such a row follows the membership's level and end. */
    membership_id: number | null;
    given_by: string | null;
    given_at: Moment;
    /** From here on copies of the resource's own, for lists: `facts.ts` keeps them true. */
    updated_at: Moment;
    kind: Kind;
    project_id: string;
    sort_name: string;
  };
  membership: {
    id: Generated<number>;
    subject_id: string;
    project_id: string;
    level: Level;
    restricted: boolean;
    expires_at: MaybeMoment;
    given_by: string | null;
    given_at: Moment;
  };
  subject_closure: { user_id: string; subject_id: string; until: MaybeMoment };
  past_fact: {
    id: Generated<number>;
    what: 'grant' | 'membership' | 'place' | 'holder' | 'resource' | 'user' | 'role';
    subject_id: string | null;
    on_id: string | null;
    level: Level | null;
    restricted: boolean | null;
    membership_id: number | null;
    expires_at: MaybeMoment;
    said: Json<unknown>;
    since: Moment;
    ended: Moment;
  };
  audit_event: {
    id: Generated<number>;
    at: Moment;
    actor_id: string | null;
    on_behalf_of: string | null;
    action: string;
    subject_id: string | null;
    resource_id: string | null;
    in_id: string | null;
    before: Json<unknown>;
    after: Json<unknown>;
    request_id: string | null;
  };
  auth_user: {
    id: string;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    image: string | null;
    created_at: Moment;
    updated_at: Moment;
  };
  auth_session: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Moment;
    ip_address: string | null;
    user_agent: string | null;
    created_at: Moment;
    updated_at: Moment;
  };
  auth_account: {
    id: string;
    user_id: string;
    provider_id: string;
    account_id: string;
    password: string | null;
    created_at: Moment;
    updated_at: Moment;
  };
  auth_verification: {
    id: string;
    identifier: string;
    value: string;
    expires_at: Moment;
    created_at: Moment;
    updated_at: Moment;
  };
  auth_attempt: { key: string; failures: number; until: Moment };
  invitation: {
    user_id: string;
    token_hash: string | null;
    invited_by: string | null;
    sent_at: Moment;
    expires_at: Moment;
    ended_at: MaybeMoment;
    outcome: 'accepted' | 'withdrawn' | null;
  };
  access_request: {
    id: string;
    user_id: string;
    resource_id: string;
    level: Level;
    message: string;
    asked_at: Moment;
    expires_at: Moment;
    answered_at: MaybeMoment;
    answered_by: string | null;
    answer: 'approved' | 'declined' | null;
    reason: Generated<string>;
  };
  api_token: {
    id: string;
    user_id: string;
    name: string;
    hash: string;
    capabilities: Capability[] | null;
    read_only: boolean;
    created_at: Moment;
    expires_at: Moment;
  };
  favourite: { user_id: string; resource_id: string; made_at: Moment };
  resource_version: {
    resource_id: string;
    version: number;
    title: string;
    definition: Json<Record<string, unknown>>;
    changed: string;
    changed_by: string | null;
    changed_at: Moment;
  };
  draft: {
    resource_id: string;
    user_id: string;
    based_on: number;
    title: string;
    definition: Json<Record<string, unknown>>;
    saved_at: Moment;
  };
  saved_view: {
    id: string;
    resource_id: string;
    owner_id: string | null;
    made_by: string;
    title: string;
    choices: Json<unknown>;
    query: Json<unknown> | null;
    changed_at: Moment;
  };
  opened: { user_id: string; resource_id: string; at: Moment };
  view_as: { id: string; actor_id: string; subject_id: string; ends_at: Moment };
  notification: {
    id: string;
    user_id: string;
    kind: 'shared' | 'asked' | 'answered' | 'declined' | 'ends';
    resource_id: string;
    level: Level;
    by_id: string | null;
    about: string | null;
    message: Generated<string>;
    ends_at: MaybeMoment;
    at: Moment;
    read_at: MaybeMoment;
    posted_at: MaybeMoment;
  };
}
