// Who changed what, in the transaction that changed it.
import type { Ask } from '../ask.ts';
import type { Principal } from '../words.ts';

export type Noted = {
  action: string;
  subject?: string | null;
  resource?: string | null;
  /** The group or role that the subject was put into, or taken out of. */
  in?: string;
  before?: unknown;
  after?: unknown;
};

export const note = async (
  { db, now }: Ask,
  actor: Principal,
  { action, subject, resource, in: place, before, after }: Noted,
): Promise<void> => {
  await db
    .insertInto('audit_event')
    .values({
      at: now,
      // Who looks as another does what is done; whom they look as is told beside it.
      actor_id: (actor.beside ?? actor).userId,
      on_behalf_of: actor.beside ? actor.userId : null,
      action,
      subject_id: subject ?? null,
      resource_id: resource ?? null,
      in_id: place ?? null,
      before: JSON.stringify(before ?? null),
      after: JSON.stringify(after ?? null),
      request_id: actor.requestId ?? null,
    })
    .execute();
};
