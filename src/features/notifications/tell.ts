// Telling people, in the transaction of what they are told of: what is rolled back, a preview among it, was never told.
import { type Ask, type Principal, rows, whoReaches } from '#access';
import { atLeast, type Kind, type Level, type NotificationKind } from '#contract';
import { newId } from '#store/new-id';

type Told = {
  kind: NotificationKind;
  resource: string;
  level: Level;
  by: string | null;
  /** Told once only; what is said with it later takes the place of what was. */
  about?: string;
  message?: string | undefined;
};

const tell = async (
  ask: Ask,
  people: readonly string[],
  { kind, resource, level, by, about, message = '' }: Told,
): Promise<void> => {
  const told = people.filter((id) => id !== by);
  if (told.length === 0) return;
  await rows(
    ask,
    `insert into notification (id, user_id, kind, resource_id, level, by_id, about, at, message)
     select told.id, told.user_id, $3, $4, $5, $6, $7, $8, $9 from unnest($1::text[], $2::text[]) as told (id, user_id)
     on conflict (user_id, kind, about) do update set message = excluded.message where excluded.message <> ''`,
    [told.map(() => newId('ntf')), told, kind, resource, level, by, about ?? null, ask.now, message],
  );
};

/** A user, or who is in a group now; what everyone was given is nobody's news. Service accounts read none. */
const peopleOf = async (ask: Ask, subject: string): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      ask,
      `select u.id from app_user u where u.id = $1 and u.kind <> 'service' and u.status in ('active', 'invited')
       union
       select u.id
         from subject_closure c
         join user_group g on g.id = c.subject_id and not g.built_in
         join app_user u on u.id = c.user_id and u.kind <> 'service' and u.status = 'active'
        where c.subject_id = $1 and (c.until is null or $2 < c.until)`,
      [subject, ask.now],
    )
  ).map(({ id }) => id);

/** They have it newly; who held that level there before isn't told again. */
export const tellShared = async (
  ask: Ask,
  actor: Principal,
  { subject, resource, level, message }: { subject: string; resource: string; level: Level; message?: string | undefined },
): Promise<void> => tell(ask, await peopleOf(ask, subject), { kind: 'shared', resource, level, by: actor.userId, message });

/** Those who may answer, once for each request. Administrators only where nobody else can. */
export const tellAsked = async (
  ask: Ask,
  asker: Principal,
  { request, resource, kind, level, message }: { request: string; resource: string; kind: Kind; level: Level; message: string },
): Promise<void> => {
  const answering = (await whoReaches(ask, resource)).filter((who) =>
    atLeast(who.level, kind === 'project' ? 'admin' : 'editor'),
  );
  const own = answering.filter(({ kinds }) => kinds.some((one) => one !== 'administrator'));
  const people = await persons(
    ask,
    (own.length > 0 ? own : answering).map(({ userId }) => userId),
  );
  await tell(ask, people, { kind: 'asked', resource, level, by: asker.userId, about: request, message });
};

/** It is given, as they asked: told so instead of as a share. */
export const tellAnswered = async (
  ask: Ask,
  actor: Principal,
  { request, asker, resource, level }: { request: string; asker: string; resource: string; level: Level },
): Promise<void> => {
  const shared = await rows(
    ask,
    `update notification set kind = 'answered', about = $1
      where user_id = $2 and resource_id = $3 and kind = 'shared' and by_id = $4 and at = $5
      returning 1`,
    [request, asker, resource, actor.userId, ask.now],
  );
  if (shared.length === 0) await tell(ask, [asker], { kind: 'answered', resource, level, by: actor.userId, about: request });
};

/** Only where a reason was given, which says what whoever wrote it wants to say; else declined isn't told apart from lapsed. */
export const tellDeclined = async (
  ask: Ask,
  actor: Principal,
  { request, asker, resource, reason }: { request: string; asker: string; resource: string; reason: string },
): Promise<void> =>
  tell(ask, [asker], { kind: 'declined', resource, level: 'viewer', by: actor.userId, about: request, message: reason });

/** Somebody answered: to the others it is no news any more. */
export const settleAsked = async (ask: Ask, request: string): Promise<void> => {
  await rows(ask, "update notification set read_at = $2 where kind = 'asked' and about = $1 and read_at is null", [
    request,
    ask.now,
  ]);
};

const persons = async (ask: Ask, ids: readonly string[]): Promise<string[]> =>
  (await rows<{ id: string }>(ask, "select id from app_user where id = any($1::text[]) and kind <> 'service'", [ids])).map(
    ({ id }) => id,
  );
