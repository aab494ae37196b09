// Who changed what, in the transaction that changed it.
import type { Ask } from '../ask.ts';
import type { Principal } from '../words.ts';

export type Noted = { action: string; subject?: string | null; resource?: string | null; before?: unknown; after?: unknown };

export const note = async (
  { db, now }: Ask,
  actor: Principal,
  { action, subject, resource, before, after }: Noted,
): Promise<void> => {
  await db
    .insertInto('audit_event')
    .values({
      at: now,
      actor_id: actor.userId,
      on_behalf_of: null,
      action,
      subject_id: subject ?? null,
      resource_id: resource ?? null,
      before: JSON.stringify(before ?? null),
      after: JSON.stringify(after ?? null),
      request_id: actor.requestId ?? null,
    })
    .execute();
};
