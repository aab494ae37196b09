// Why, and why not, in answers that name only what the asker may know.
import { type Ask, open, type Principal, privateTo, reasonsFor, remembersSince, rows, whoReachedAt, whoReaches } from '#access';
import {
  type AnswerOf,
  type explainAccess as explainAccessRoute,
  highest,
  invalid,
  isSubjectId,
  notFound,
  type ParamsOf,
  type QueryOf,
  type Reason,
  type whoHasAccess as whoHasAccessRoute,
} from '#contract';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { requireFound, subjectsById } from '../subjects/index.ts';
import { askedAbout, toldOfAll } from './told.ts';
import { whyNot } from './why-not.ts';

/** One's own reasons are visible to oneself; those of others to who may read the access list. */
export const explainAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof explainAccessRoute>; query: QueryOf<typeof explainAccessRoute> },
): Promise<AnswerOf<typeof explainAccessRoute>> => {
  const ask = asking(deps);
  const whom = query.subject ?? principal.userId;
  const own = whom === privateTo(principal) && !toldOfAll(principal);
  const row = await (own ? open : askedAbout)(ask, principal, params.resource);
  if (!isSubjectId(whom)) throw notFound();
  if (!(await isGivenIt(ask, row.id, whom))) await requireFound(ask, principal, whom);
  const subject = (await subjectsById(ask, [whom])).get(whom);
  if (!subject) throw notFound();
  const found = await reasonsFor(ask, whom, row);
  const [subjects, grants, things, project] = await Promise.all([
    subjectsById(
      ask,
      found.flatMap(({ path }) => path),
    ),
    givenBehind(ask, found),
    thingsById(
      ask,
      found.map(({ onId }) => onId),
    ),
    thingsById(ask, [row.project_id]),
  ]);
  const reasons: Reason[] = found.map((reason) => {
    const thing = reason.onId ? things.get(reason.onId) : undefined;
    const grant = grants.get(keyOf(reason));
    return {
      kind: reason.kind,
      level: reason.level,
      path: reason.path.flatMap((id) => subjects.get(id) ?? []),
      expiresAt: reason.until?.toISOString() ?? null,
      ...(thing && { on: thing }),
      ...(grant && { grant }),
    };
  });
  const { id, name, title } = project.get(row.project_id)!;
  return {
    subject,
    resource: { id: row.id, kind: row.kind, name: row.name, title: row.title, project: { id, name, title } },
    level: highest(reasons.map(({ level }) => level)),
    reasons,
    ...(reasons.length === 0 && { whyNot: await whyNot(ask, subject, row) }),
  };
};

// Who stands in an access list is known to who may read it, whomever else they find.
const isGivenIt = async (ask: Ask, resource: string, subject: string): Promise<boolean> =>
  (
    await rows(
      ask,
      `select 1 from access_grant where resource_id = $1 and subject_id = $2
       union all select 1 from membership where project_id = $1 and subject_id = $2`,
      [resource, subject],
    )
  ).length > 0;

export const whoHasAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Given<typeof whoHasAccessRoute>,
): Promise<AnswerOf<typeof whoHasAccessRoute>> => {
  const ask = asking(deps);
  const row = await askedAbout(ask, principal, params.resource);
  const since = await remembersSince(ask);
  const at = query?.at ? momentAt(query.at) : ask.now;
  if (since && at < since) throw invalid('at', `is before ${since.toISOString()}, and who had access is known only from then on`);
  const found = query?.at ? await whoReachedAt(ask, row.id, at) : await whoReaches(ask, row.id);
  const subjects = await subjectsById(
    ask,
    found.map(({ userId }) => userId),
  );
  return {
    items: found
      .flatMap(({ userId, level, kinds }) => {
        const subject = subjects.get(userId);
        return subject ? [{ subject, level, kinds }] : [];
      })
      .sort((a, b) => a.subject.label.localeCompare(b.subject.label)),
    at: at.toISOString(),
    since: since?.toISOString() ?? null,
  };
};

/** A day is its last moment. */
const momentAt = (text: string) => new Date(text.includes('T') ? text : `${text}T23:59:59.999Z`);

const keyOf = ({ grantId, membershipId }: { grantId: number | null; membershipId: number | null }) =>
  grantId ? `g${grantId}` : `m${membershipId}`;

/** Who gave what stands behind the reasons, and when. */
const givenBehind = async (ask: Ask, reasons: readonly { grantId: number | null; membershipId: number | null }[]) => {
  const found = await rows<{
    key: string;
    level: Reason['level'];
    expires_at: Date | null;
    given_by: string | null;
    given_at: Date;
  }>(
    ask,
    `select 'g' || id as key, level, expires_at, given_by, given_at from access_grant where id = any($1::bigint[])
     union all
     select 'm' || id, level, expires_at, given_by, given_at from membership where id = any($2::bigint[])`,
    [reasons.flatMap(({ grantId }) => grantId ?? []), reasons.flatMap(({ membershipId }) => membershipId ?? [])],
  );
  const givers = await subjectsById(
    ask,
    found.map(({ given_by }) => given_by),
  );
  return new Map(
    found.map((row) => [
      row.key,
      {
        level: row.level,
        expiresAt: row.expires_at?.toISOString() ?? null,
        givenBy: (row.given_by && givers.get(row.given_by)) || null,
        givenAt: row.given_at.toISOString(),
      },
    ]),
  );
};

type Thing = NonNullable<Reason['on']>;
const thingsById = async (ask: Ask, ids: readonly (string | null)[]): Promise<Map<string, Thing>> =>
  new Map(
    (
      await rows<Thing>(ask, 'select id, kind, name, title from resource where id = any($1::text[])', [
        ids.filter((id) => id !== null),
      ])
    ).map((row) => [row.id, row]),
  );
