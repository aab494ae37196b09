// Keeps what a resource was, in the transaction that changes it: a row for each state of its title and definition.
import { isDeepStrictEqual } from 'node:util';
import { type Ask, type Principal, type Reached, rows } from '#access';
import { problem } from '#contract';
import { foundById } from '../subjects/index.ts';
import { type State, whatChanged } from './what-changed.ts';

export const versionsKept = 20;

export type VersionRow = State & { version: number; changed: string; changed_by: string | null; changed_at: Date };

/** The state of something that was never changed, or not since versions are kept. */
export const firstVersion = (row: Reached): VersionRow => ({
  version: row.version,
  title: row.title,
  definition: row.definition,
  ...(row.version === 1
    ? { changed: 'Made it.', changed_by: row.created_by, changed_at: row.created_at }
    : { changed: 'As it was before.', changed_by: null, changed_at: row.updated_at }),
});

/** `before` is the row as it was; its version has just been counted up by one. */
export const keepVersion = async (
  ask: Ask,
  actor: Principal,
  before: Reached,
  after: State,
  restored?: number,
): Promise<void> => {
  if (before.title === after.title && isDeepStrictEqual(before.definition, asStored(after.definition))) return;
  const [kept] = await rows(ask, 'select 1 from resource_version where resource_id = $1 limit 1', [before.id]);
  if (!kept) await insert(ask, before.id, firstVersion(before));
  const changed = whatChanged(before, { ...after, definition: asStored(after.definition) });
  await insert(ask, before.id, {
    ...after,
    version: before.version + 1,
    changed:
      restored === undefined ? changed : `Restored version ${restored}: ${changed.charAt(0).toLowerCase()}${changed.slice(1)}`,
    changed_by: actor.userId,
    changed_at: ask.now,
  });
  await rows(
    ask,
    `delete from resource_version
      where resource_id = $1
        and version <= (select version from resource_version where resource_id = $1 order by version desc offset $2 limit 1)`,
    [before.id, versionsKept],
  );
};

const insert = (ask: Ask, id: string, { version, title, definition, changed, changed_by, changed_at }: VersionRow) =>
  rows(
    ask,
    `insert into resource_version (resource_id, version, title, definition, changed, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, version, title, JSON.stringify(definition), changed, changed_by, changed_at],
  );

/** As it will be read back: absent and undefined are the same. */
const asStored = (definition: Record<string, unknown>): Record<string, unknown> => JSON.parse(JSON.stringify(definition));

/** Whoever worked from an older version is told who published meanwhile, and when; theirs is refused and not lost. */
export const requireLatest = async (ask: Ask, actor: Principal, ifMatch: number | undefined, row: Reached): Promise<void> => {
  if (ifMatch === undefined || ifMatch === row.version) return;
  const [last] = await rows<Pick<VersionRow, 'changed_by' | 'changed_at'>>(
    ask,
    'select changed_by, changed_at from resource_version where resource_id = $1 and version > $2 order by version desc limit 1',
    [row.id, ifMatch],
  );
  if (!last) throw stale('Somebody changed this in the meantime');
  const who =
    last.changed_by === actor.userId
      ? 'You'
      : ((last.changed_by && (await foundById(ask, actor, [last.changed_by])).get(last.changed_by)?.label) ?? 'Somebody');
  throw stale(`${who} published a change of this on ${moment(last.changed_at)}, after the version that yours began from`);
};

const stale = (why: string) => problem('stale', `${why}; look at it again and repeat your change.`);

const moment = (at: Date): string => `${at.toISOString().slice(0, 10)} at ${at.toISOString().slice(11, 16)} UTC`;
