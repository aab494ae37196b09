// Undoing is a new change: previewed like any other, with the rights of whoever undoes as they are now, all or nothing.
import { type Ask, allowed, open, type Principal, privateTo, remembersSince, rows, trashed } from '#access';
import { changeNow, note } from '#access/giving/index';
import {
  type AnswerOf,
  isResourceId,
  isUndoable,
  notFound,
  Problem,
  problem,
  type undoChange as undoChangeRoute,
} from '#contract';
import type { EventRow } from '../audit/index.ts';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { readableOf, toldOfAll } from '../explaining/index.ts';
import { watching } from '../previews/index.ts';
import { hiddenFrom } from '../subjects/index.ts';
import { entriesFor } from './entry.ts';
import { undo } from './undoing.ts';

export const undoChange = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Given<typeof undoChangeRoute>,
): Promise<AnswerOf<typeof undoChangeRoute>> => {
  const event = await found(asking(deps), principal, params.entry);
  // The use cases inside hold every promise; here is only the transaction around them.
  const around = { within: await within(asking(deps), event), mayRaise: true, ...watched(event, query) };
  await changeNow(deps, principal, around, async (ask, actor) => {
    await found(ask, actor, params.entry);
    await requireFitting(ask, event);
    await undo({ deps: inside(deps, ask), ask, actor, event, query: { force: query?.force ?? false } });
    const { subject_id: subject, resource_id: resource, in_id } = event;
    await note(ask, actor, {
      action: 'change.undo',
      subject,
      resource,
      ...(in_id && { in: in_id }),
      after: { entry: params.entry },
    });
  });
  const [undone] = await entriesFor(asking(deps), principal, [event]);
  return { undone: undone! }; // one in, one out
};

/** The same store, but every transaction is part of this one. */
const inside = ({ store }: StoreDeps, { db, now }: Ask): StoreDeps => ({
  // A transaction is a database as well, whose own type is that of `store.transaction`'s argument.
  store: { ...store, db, transaction: (work) => work(db as Parameters<typeof work>[0]) },
  clock: { now: () => now },
});

/** Whoever may read the whole log finds every entry; others those on what they may read the access of, manage, or are. */
const found = async (ask: Ask, principal: Principal, entry: string): Promise<EventRow> => {
  const [event] = /^\d{1,15}$/.test(entry) ? await rows<EventRow>(ask, 'select * from audit_event where id = $1', [entry]) : [];
  if (!event || !(await isFound(ask, principal, event))) throw notFound();
  return event;
};

const isFound = async (ask: Ask, principal: Principal, event: EventRow): Promise<boolean> => {
  const { action, subject_id, resource_id, in_id } = event;
  if (toldOfAll(principal)) return true;
  if (action !== 'request.declined' && subject_id === privateTo(principal)) return true;
  if (resource_id) return mayRead(ask, principal, resource_id);
  if (
    (
      await hiddenFrom(
        ask,
        principal,
        [subject_id, in_id].filter((id) => id !== null),
      )
    ).size > 0
  )
    return false;
  if (action.startsWith('group.') && in_id && (await manages(ask, principal, in_id))) return true;
  const manage = { group: 'groups.manage', role: 'roles.manage', user: 'users.manage' } as const;
  const topic = action.split('.')[0] as keyof typeof manage;
  return principal.capabilities.has(manage[topic] ?? 'organization.administer');
};

const mayRead = async (ask: Ask, principal: Principal, resource: string): Promise<boolean> => {
  const deleted = isResourceId(resource) ? (await trashed.among(ask, principal, [resource])).get(resource) : undefined;
  if (deleted) return (await readableOf(ask, principal, [deleted])).length > 0;
  try {
    await allowed(ask, principal, await open(ask, principal, resource), 'read_access');
    return true;
  } catch (refused) {
    if (refused instanceof Problem) return false;
    throw refused;
  }
};

const manages = async (ask: Ask, principal: Principal, group: string): Promise<boolean> =>
  (
    await rows(ask, 'select 1 from group_manager where group_id = $1 and manager_id = any($2::text[])', [
      group,
      principal.subjects,
    ])
  ).length > 0;

const within = async (ask: Ask, { action, resource_id }: EventRow): Promise<{ project: string } | 'organization'> => {
  if (!resource_id || !/^(access|member|resource)\./.test(action)) return 'organization';
  const [row] = await rows<{ project_id: string }>(ask, 'select project_id from resource where id = $1', [resource_id]);
  return row ? { project: row.project_id } : 'organization';
};

const watched = ({ action, subject_id, resource_id, in_id }: EventRow, query: { preview?: boolean | undefined } = {}) => {
  if (action.startsWith('member.')) return watching.project(query, resource_id ?? '');
  if (resource_id) return watching.resource(query, resource_id);
  return watching.subjects(query, async () => [subject_id, in_id].filter((id) => id !== null));
};

/** What is gone, or older than the store remembers, can't be brought back; it is told before anything is tried. */
const requireFitting = async (ask: Ask, event: EventRow): Promise<void> => {
  if (!isUndoable(event.action))
    throw problem('invalid', `What was done here (${event.action}) can’t be undone by itself; change what it made by hand.`);
  const since = await remembersSince(ask);
  if (since && event.at < since)
    throw problem('conflict', `This was before ${since.toISOString()}, and what was there before it is known only from then on.`);
  for (const id of [event.subject_id, event.in_id]) {
    if (id && (await rows(ask, 'select 1 from subject where id = $1', [id])).length === 0)
      throw problem('conflict', 'The group, role or user that this was about is gone.');
  }
  if (event.resource_id && event.action !== 'resource.delete') {
    const [row] = await rows<{ live: boolean }>(ask, 'select live from resource where id = $1', [event.resource_id]);
    if (!row?.live) throw problem('conflict', 'What this was about is in the trash or gone; restore it first.');
  }
};
