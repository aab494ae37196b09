// The picker: whom a resource can be given to.
import { type Ask, allowed, open, type Principal, rows } from '#access';
import { type AnswerOf, type findSubjects as findSubjectsRoute, invalid, type QueryOf, SubjectKind } from '#contract';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { guestsAmong } from './found.ts';
import { presentSubject, subjectColumns, subjectJoins } from './present.ts';

/**
 * Users active or invited, of every kind, and groups first; roles only where the organization allows them. Guests find the
 * members of groups they are in themselves. With `for`, who already has a direct grant there is left out.
 */
export const findSubjects = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof findSubjectsRoute> },
): Promise<AnswerOf<typeof findSubjectsRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 20;
  const kinds = await kindsOffered(ask, query.kind);
  // Leaving out who has it already tells who does, so it is for those who may share it.
  if (query.for) {
    const row = await open(ask, principal, query.for);
    await allowed(ask, principal, row, row.kind === 'project' ? 'manage_members' : 'share');
  }
  const after = decodeCursor(query.cursor, 'subjects', ['number', 'text', 'text']);
  const found = await rows<Parameters<typeof presentSubject>[0] & { rank: number; sort: string }>(
    ask,
    `select * from (
       select ${subjectColumns},
              case s.kind when 'group' then 0 when 'user' then 1 else 2 end as rank,
              lower(coalesce(u.name, g.name, o.name)) collate "C" as sort
         from subject s ${subjectJoins}
        where s.kind = any($3::text[])
          and (u.id is null or u.status in ('active', 'invited'))
          and ($4::text is null or coalesce(u.name, g.name, o.name) ilike $4 or u.email ilike $4 or u.login ilike $4)
          and ($5::text is null or not exists (select 1 from access_grant x where x.resource_id = $5 and x.subject_id = s.id and x.membership_id is null))
          and ($5::text is null or not exists (select 1 from membership x where x.project_id = $5 and x.subject_id = s.id))
          and not exists (select 1 from unnest($6::text[]) as guest (id) where not exists (
                select 1 from subject_closure mine join subject_closure theirs on theirs.subject_id = mine.subject_id
                  join user_group shared on shared.id = mine.subject_id and not shared.built_in
                 where mine.user_id = guest.id and theirs.user_id = s.id
                   and (mine.until is null or $2 < mine.until) and (theirs.until is null or $2 < theirs.until)))
     ) found
     where $1::text is not null
       and ($7::int is null or (rank, sort, id) > ($7, $8::text, $9::text))
     order by rank, sort, id
     limit $10`,
    [
      principal.userId,
      ask.now,
      kinds,
      pattern(query.q),
      query.for ?? null,
      guestsAmong(principal).map(({ userId }) => userId),
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit + 1,
    ],
  );
  const { page, next } = paged('subjects', found, limit, (last) => [last.rank, last.sort, last.id]);
  return { items: page.map(presentSubject), next };
};

const kindsOffered = async (ask: Ask, asked: string | undefined): Promise<string[]> => {
  const wanted = asked?.split(',') ?? ['user', 'group', 'role'];
  for (const kind of wanted)
    if (!SubjectKind.safeParse(kind).success) throw invalid('kind', `has no value “${kind}”; there are user, group and role`);
  const { roles_as_subjects } = await ask.db.selectFrom('organization').select('roles_as_subjects').executeTakeFirstOrThrow();
  return wanted.filter((kind) => kind !== 'role' || roles_as_subjects);
};
