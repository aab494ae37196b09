// Entries of the log, and what their ids are called. Who reads the whole log may read every name in it.
import { type Ask, rows } from '#access';
import type { AuditEvent, Thing } from '#contract';
import { subjectsById } from '../subjects/index.ts';

export type EventRow = {
  id: number;
  at: Date;
  actor_id: string | null;
  on_behalf_of: string | null;
  action: string;
  subject_id: string | null;
  resource_id: string | null;
  in_id: string | null;
  before: unknown;
  after: unknown;
  request_id: string | null;
};

export const eventsNamed = async (ask: Ask, found: readonly EventRow[]): Promise<AuditEvent[]> => {
  const subjects = await subjectsById(
    ask,
    found.flatMap(({ actor_id, on_behalf_of, subject_id, in_id }) => [actor_id, on_behalf_of, subject_id, in_id]),
  );
  const things = await thingsById(
    ask,
    found.flatMap(({ resource_id }) => resource_id ?? []),
  );
  const subject = (id: string | null) => (id && subjects.get(id)) || null;
  return found.map((row) => ({
    id: String(row.id),
    at: row.at.toISOString(),
    actor: row.actor_id,
    as: row.on_behalf_of,
    action: row.action,
    subject: row.subject_id,
    resource: row.resource_id,
    in: row.in_id,
    before: row.before,
    after: row.after,
    requestId: row.request_id,
    named: {
      actor: subject(row.actor_id),
      as: subject(row.on_behalf_of),
      subject: subject(row.subject_id),
      in: subject(row.in_id),
      resource: (row.resource_id && things.get(row.resource_id)) || null,
    },
  }));
};

const thingsById = async (ask: Ask, ids: readonly string[]): Promise<Map<string, Thing>> =>
  new Map(
    (await rows<Thing>(ask, 'select id, kind, name, title from resource where id = any($1::text[])', [ids])).map((thing) => [
      thing.id,
      thing,
    ]),
  );
