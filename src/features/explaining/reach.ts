// The other way round: what somebody reaches. Cut to what the asker may read the access of, unless they may read the audit log.
import { type Ask, listReached, open, type Principal, type Reached, reachedAmong, reasonsAmong } from '#access';
import {
  type AnswerOf,
  atLeast,
  isSubjectId,
  type listReach as listReachRoute,
  notFound,
  type ParamsOf,
  type QueryOf,
} from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { kindsNamed, projectLinks } from '../resources/index.ts';
import { requireFound, subjectsById } from '../subjects/index.ts';
import { reacherOf } from './reacher.ts';

export const listReach = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof listReachRoute>; query: QueryOf<typeof listReachRoute> },
): Promise<AnswerOf<typeof listReachRoute>> => {
  const ask = asking(deps);
  const whose = isSubjectId(params.subject) ? params.subject : '';
  if (!(await subjectsById(ask, [whose])).has(whose)) throw notFound();
  await requireFound(ask, principal, whose);
  if (query.project) await open(ask, principal, query.project, 'project');
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'reach', ['text', 'text']);
  const reacher = await reacherOf(ask, whose);
  const asked = {
    sort: 'name' as const,
    ...(query.kind && { kinds: kindsNamed(query.kind) }),
    ...(query.project && { project: query.project }),
  };
  const shown: (Reached & { sort_name: string })[] = [];
  let from = after && { key: String(after[0]), id: String(after[1]) };
  // A page of what may be told can take several pages of what there is.
  while (reacher && shown.length <= limit) {
    const page = await listReached(ask, reacher, { ...asked, limit: 200, ...(from && { after: from }) });
    shown.push(...(await tellable(ask, principal, whose, page)));
    const last = page.at(-1);
    if (!last || page.length < 200) break;
    from = { key: last.sort_name, id: last.id };
  }
  const { page, next } = paged('reach', shown, limit, (last) => [last.sort_name, last.id]);
  const reasons = await reasonsAmong(ask, whose, page);
  const projects = await projectLinks(ask, page);
  return {
    items: page.map(({ id, kind, name, title, level, project_id }) => ({
      resource: { id, kind, name, title, project: projects.get(project_id)! }, // there while what is in it is
      level,
      kinds: [...new Set((reasons.get(id) ?? []).map((reason) => reason.kind))],
    })),
    next,
  };
};

const tellable = async <Row extends Reached>(
  ask: Ask,
  principal: Principal,
  whose: string,
  page: readonly Row[],
): Promise<Row[]> => {
  if (whose === principal.userId || principal.capabilities.has('audit.read')) return [...page];
  const mine = await reachedAmong(
    ask,
    principal,
    page.map(({ id }) => id),
  );
  return page.filter(({ id, kind }) => atLeast(mine.get(id)?.level ?? null, kind === 'project' ? 'admin' : 'editor'));
};
