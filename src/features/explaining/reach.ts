// The other way round: what somebody reaches. Cut to what the asker may read the access of, unless they are told of all.
import { open, type Principal, privateTo, reasonsAmong } from '#access';
import { type AnswerOf, isSubjectId, type listReach as listReachRoute, notFound, type ParamsOf, type QueryOf } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { kindsNamed, projectLinks } from '../resources/index.ts';
import { requireFound, subjectsById } from '../subjects/index.ts';
import { reacherOf } from './reacher.ts';
import { firstOf, reachOf } from './reaching.ts';
import { listReadable } from './told.ts';

export const listReach = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof listReachRoute>; query: QueryOf<typeof listReachRoute> },
): Promise<AnswerOf<typeof listReachRoute>> => {
  const ask = asking(deps);
  const whose = isSubjectId(params.subject) ? params.subject : '';
  const subject = (await subjectsById(ask, [whose])).get(whose);
  if (!subject) throw notFound();
  await requireFound(ask, principal, whose);
  if (query.project) await open(ask, principal, query.project, 'project');
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'reach', ['text', 'text']);
  const asked = {
    ...(query.kind && { kinds: kindsNamed(query.kind) }),
    ...(query.project && { project: query.project }),
    ...(after && { after: { key: String(after[0]), id: String(after[1]) } }),
  };
  const reached = reachOf(ask, await reacherOf(ask, whose), asked, async (page) =>
    whose === privateTo(principal) ? [...page] : listReadable(ask, principal, page),
  );
  const { page, next } = paged('reach', await firstOf(reached, limit + 1), limit, (last) => [last.sort_name, last.id]);
  const reasons = await reasonsAmong(ask, whose, page);
  const projects = await projectLinks(ask, page);
  return {
    subject,
    items: page.map(({ id, kind, name, title, level, project_id }) => ({
      resource: { id, kind, name, title, project: projects.get(project_id)! }, // there while what is in it is
      level,
      kinds: [...new Set((reasons.get(id) ?? []).map((reason) => reason.kind))],
    })),
    next,
  };
};
