// Members as their project's admins read them.
import { type Ask, rows } from '#access';
import type { Kind, Level, Member } from '#contract';
import { subjectsById } from '../subjects/index.ts';

export type Thing = { id: string; kind: Kind; name: string; title: string };
type Row = {
  subject_id: string;
  level: Level;
  restricted: boolean;
  expires_at: Date | null;
  given_by: string | null;
  given_at: Date;
  listed: string[];
};

export const membersOf = async (ask: Ask, project: string, only?: string): Promise<Member[]> => {
  const found = await rows<Row>(
    ask,
    `select m.*, array(select g.resource_id from access_grant g where g.membership_id = m.id) as listed
       from membership m where m.project_id = $1 and ($2::text is null or m.subject_id = $2)`,
    [project, only ?? null],
  );
  const through = await wholeThrough(ask, project, only);
  const subjects = await subjectsById(ask, [
    ...found.flatMap(({ subject_id, given_by }) => [subject_id, given_by]),
    ...through.map(({ whole }) => whole),
  ]);
  const things = new Map(
    (
      await rows<Thing>(ask, 'select id, kind, name, title from resource where id = any($1::text[]) and live', [
        found.flatMap(({ listed }) => listed),
      ])
    ).map((thing) => [thing.id, thing]),
  );
  return found
    .flatMap((row) => {
      // Somebody may delete a group between the two questions; its membership went with it.
      const subject = subjects.get(row.subject_id);
      if (!subject) return [];
      const { level, restricted, listed, expires_at, given_by, given_at } = row;
      return [
        {
          subject,
          level,
          restricted,
          resources: listed.flatMap((id) => things.get(id) ?? []),
          alsoThrough: through.flatMap(({ member, whole }) => (member === row.subject_id ? (subjects.get(whole) ?? []) : [])),
          expiresAt: expires_at?.toISOString() ?? null,
          givenBy: (given_by && subjects.get(given_by)) || null,
          givenAt: given_at.toISOString(),
        },
      ];
    })
    .sort((a, b) => a.subject.label.localeCompare(b.subject.label));
};

/** What else each member is in that has the whole project: a restriction narrows nobody who has it by another way. */
const wholeThrough = (ask: Ask, project: string, only?: string): Promise<{ member: string; whole: string }[]> =>
  rows(
    ask,
    `with recursive up as (
       select m.subject_id as member, m.subject_id as id
         from membership m
        where m.project_id = $1 and ($2::text is null or m.subject_id = $2)
       union
       select up.member, s.above
         from up
         join subject_step s on s.below = up.id and (s.until is null or $3 < s.until)
     )
     select up.member, w.subject_id as whole
       from up
       join membership w on w.subject_id = up.id and w.project_id = $1
      where up.id <> up.member
        and not w.restricted
        and (w.expires_at is null or $3 < w.expires_at)
      order by up.member, w.subject_id`,
    [project, only ?? null, ask.now],
  );
