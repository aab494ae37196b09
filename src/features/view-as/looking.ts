// A request that looks as somebody else. Whether it still may is asked each time: rights end at once, as they do everywhere.
import { type Ask, type Principal, rows, seenBy } from '#access';
import { notFound, problem, type ViewAs } from '#contract';
import { everyoneId } from '#store/built-in';
import { reacherOf } from '../explaining/index.ts';
import { requireFound, subjectsById } from '../subjects/index.ts';

type Row = { id: string; subject_id: string; ends_at: Date };

/** Who looks becomes who is looked as, cut to what both may see; refused when it ended, or when it may no longer be. */
export const lookingAs = async (ask: Ask, actor: Principal, id: string): Promise<Principal> => {
  const row = await viewAsRow(ask, actor, id);
  if (!row) throw problem('forbidden', 'Viewing as somebody else has ended; start again.');
  return seenBy(actor, await viewable(ask, actor, row.subject_id));
};

/** Administrators may look as anybody, who manages users as those who can do nothing that they can't. */
export const viewable = async (ask: Ask, actor: Principal, subjectId: string): Promise<Principal> => {
  if (!actor.administers && !actor.capabilities.has('users.manage'))
    throw problem('forbidden', 'You need the capability users.manage for this.');
  const subject = (await subjectsById(ask, [subjectId])).get(subjectId);
  if (!subject) throw notFound();
  await requireFound(ask, actor, subjectId);
  const alone = await reacherOf(ask, subjectId);
  const viewed = alone && subject.kind !== 'user' ? await asPerson(ask, alone) : alone;
  if (!viewed) throw problem('conflict', `${subject.label} isn’t active and reaches nothing.`);
  const more = [...viewed.capabilities.difference(actor.capabilities)];
  if (!actor.administers && more.length > 0)
    throw problem('forbidden', `${subject.label} has capabilities that you lack: ${more.join(', ')}.`);
  return viewed;
};

/** Who is in a group is in everyone besides. */
const asPerson = async (ask: Ask, alone: Principal): Promise<Principal> => {
  const everyone = await reacherOf(ask, everyoneId);
  return everyone
    ? {
        ...alone,
        subjects: [...new Set([...alone.subjects, ...everyone.subjects])],
        capabilities: alone.capabilities.union(everyone.capabilities),
      }
    : alone;
};

const viewAsRow = async (ask: Ask, actor: Principal, id: string): Promise<Row | undefined> => {
  const found = await rows<Row>(
    ask,
    'select id, subject_id, ends_at from view_as where id = $1 and actor_id = $2 and $3 < ends_at',
    [id, actor.userId, ask.now],
  );
  return found[0];
};

export const presentViewAs = async (ask: Ask, actor: Principal, { id, subject_id, ends_at }: Row): Promise<ViewAs> => {
  const subjects = await subjectsById(ask, [subject_id, actor.userId]);
  // Both are there: the row goes with either.
  return { id, subject: subjects.get(subject_id)!, by: subjects.get(actor.userId)!, endsAt: ends_at.toISOString() };
};

/** What a page says of it; undefined for who looks as nobody but themselves. */
export const viewAsOf = async (ask: Ask, { userId, beside }: Principal): Promise<ViewAs | undefined> => {
  if (!beside) return undefined;
  const [row] = await rows<Row>(
    ask,
    `select id, subject_id, ends_at from view_as
      where actor_id = $1 and subject_id = $2 and $3 < ends_at order by ends_at desc limit 1`,
    [beside.userId, userId, ask.now],
  );
  return row && presentViewAs(ask, beside, row);
};
