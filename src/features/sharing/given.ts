// Whom something is given to: a check that each can be, and how it is read from a request.
import { type Ask, type Principal, rows } from '#access';
import { type FieldError, Problem, type SubjectKind, type UserStatus } from '#contract';
import { hiddenFrom } from '../subjects/index.ts';

export type Recipient = { id: string; kind: SubjectKind; status: UserStatus | null; builtIn: boolean };

/**
 * Subjects that may newly be given something: users active or invited, groups, and roles where the organization allows.
 * Guests give only to whom they find. `has` are those that already have it there: they may be kept, whatever became of them.
 */
export const recipients = async (
  ask: Ask,
  actor: Principal,
  asked: readonly { field: string; subject: string }[],
  has: ReadonlySet<string> = new Set(),
): Promise<Map<string, Recipient>> => {
  const found = new Map(
    (
      await rows<Recipient>(
        ask,
        `select s.id, s.kind, u.status, coalesce(g.built_in, o.built_in, false) as "builtIn"
           from subject s
           left join app_user u on u.id = s.id
           left join user_group g on g.id = s.id
           left join role o on o.id = s.id
          where s.id = any($1::text[])`,
        [asked.map(({ subject }) => subject)],
      )
    ).map((row) => [row.id, row]),
  );
  const { roles_as_subjects } = await ask.db.selectFrom('organization').select('roles_as_subjects').executeTakeFirstOrThrow();
  const hidden = await hiddenFrom(ask, actor, [...found.keys()]);
  const wrong: FieldError[] = asked.flatMap(({ field, subject }) => {
    const recipient = found.get(subject);
    if (!recipient || (!has.has(subject) && hidden.has(subject)))
      return [{ field, message: 'names nobody you can give access to' }];
    if (has.has(subject)) return [];
    if (recipient.kind === 'role' && !roles_as_subjects)
      return [{ field, message: 'is a role; this organization gives access to people and groups only' }];
    if (recipient.status === 'deactivated') return [{ field, message: 'is deactivated; reactivate them first' }];
    return [];
  });
  if (wrong.length > 0) throw new Problem('invalid', `${wrong[0]?.field} ${wrong[0]?.message}`, wrong);
  return found;
};

/** An end as it was asked: undefined says nothing, null for good. One that has passed is refused. */
export const endAsked = (ask: Ask, field: string, text: string | null | undefined): Date | null | undefined => {
  if (text === undefined || text === null) return text;
  const end = new Date(text);
  if (end <= ask.now) throw new Problem('invalid', `${field} lies in the past`, [{ field, message: 'lies in the past' }]);
  return end;
};
