// Subjects as people read them.
import { type Ask, rows } from '#access';
import type { Subject } from '#contract';

type Row = {
  id: string;
  kind: Subject['kind'];
  label: string;
  email: string | null;
  user_kind: Subject['userKind'] | null;
  status: Subject['status'] | null;
  members: number | null;
};

/** `s` is the subject. Sizes are active people, through nesting, as of $2. */
export const subjectColumns = `
  s.id, s.kind, coalesce(u.name, g.name, o.name) as label, u.email, u.kind as user_kind, u.status,
  case when s.kind <> 'user' then (
    select count(*)::int from subject_closure c join app_user a on a.id = c.user_id and a.status = 'active'
     where c.subject_id = s.id and (c.until is null or $2 < c.until)) end as members`;
export const subjectJoins = `
  left join app_user u on u.id = s.id
  left join user_group g on g.id = s.id
  left join role o on o.id = s.id`;

export const presentSubject = (row: Row): Subject => ({
  id: row.id,
  kind: row.kind,
  label: row.label,
  detail: row.kind === 'user' ? (row.email ?? '') : row.members === 1 ? '1 person' : `${row.members ?? 0} people`,
  ...(row.user_kind && { userKind: row.user_kind }),
  ...(row.status && { status: row.status }),
  ...(row.members !== null && { members: row.members }),
});

/** By id; ids of subjects that are gone are left out. */
export const subjectsById = async (ask: Ask, ids: Iterable<string | null>): Promise<Map<string, Subject>> => {
  const wanted = [...new Set(ids)].filter((id): id is string => id !== null);
  if (wanted.length === 0) return new Map();
  const found = await rows<Row>(ask, `select ${subjectColumns} from subject s ${subjectJoins} where s.id = any($1::text[])`, [
    wanted,
    ask.now,
  ]);
  return new Map(found.map((row) => [row.id, presentSubject(row)]));
};
