// Who has access and isn't in any group that was expected to.
import { type Ask, type Outside, open, type Principal, reachedOutside } from '#access';
import {
  type AnswerOf,
  invalid,
  type listOutsiders as listOutsidersRoute,
  notFound,
  type QueryOf,
  type Subject,
} from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { askedAbout, listReadable, toldOfAll } from '../explaining/index.ts';
import { foundById, subjectsById } from '../subjects/index.ts';
import { thingsNamed } from './things.ts';

export const listOutsiders = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listOutsidersRoute> },
): Promise<AnswerOf<typeof listOutsidersRoute>> => {
  const ask = asking(deps);
  const { resource, project } = query;
  if ((resource === undefined) === (project === undefined))
    throw invalid(resource === undefined ? 'resource' : 'project', 'is one thing; or a project instead, for everything in it');
  const on = resource !== undefined ? await askedAbout(ask, principal, resource) : await inside(ask, principal, project ?? '');
  const groups = await groupsNamed(ask, principal, query.groups);
  const limit = query.limit ?? 50;
  const ended = decodeCursor(query.cursor, 'outsiders', ['text', 'text', 'text', 'text'])?.map(String);
  const shown: Outside[] = [];
  let after = ended && { name: ended[0]!, id: ended[1]!, who: ended[2]!, user: ended[3]! }; // as many as were decoded
  while (shown.length <= limit) {
    const page = await reachedOutside(ask, resource !== undefined ? { resource: on.id } : { project: on.id }, {
      groups: groups.map(({ id }) => id),
      after,
      limit: atOnce,
    });
    shown.push(...(resource !== undefined ? page : await listReadable(ask, principal, page)));
    const last = page.at(-1);
    if (!last || page.length < atOnce) break;
    after = { name: last.sort_name, id: last.id, who: last.sort_who, user: last.user_id };
  }
  const { page, next } = paged('outsiders', shown, limit, (last) => [last.sort_name, last.id, last.sort_who, last.user_id]);
  const subjects = await subjectsById(
    ask,
    page.map(({ user_id }) => user_id),
  );
  const things = await thingsNamed(ask, [on.id, ...page.map(({ id }) => id)]);
  return {
    on: things.get(on.id)!, // it was asked for a moment ago
    groups,
    items: page.flatMap(({ id, user_id, level, kinds }) => {
      const [subject, thing] = [subjects.get(user_id), things.get(id)];
      return subject && thing ? [{ subject, resource: thing, level, kinds }] : [];
    }),
    next,
  };
};

const atOnce = 500;

/** Of a project, whoever sees it may ask: what isn't theirs to know is left out, thing by thing. */
const inside = async (ask: Ask, principal: Principal, id: string) => {
  const row = toldOfAll(principal) ? await askedAbout(ask, principal, id) : await open(ask, principal, id);
  if (row.kind !== 'project') throw notFound();
  return row;
};

const groupsNamed = async (ask: Ask, principal: Principal, written: string): Promise<Subject[]> => {
  const ids = [...new Set(written.split(',').filter(Boolean))];
  if (ids.length === 0) throw invalid('groups', 'names no group');
  if (ids.length > 50) throw invalid('groups', 'names more than 50 groups');
  const found = await foundById(ask, principal, ids);
  return ids.map((id) => {
    const group = found.get(id);
    if (group?.kind !== 'group') throw notFound();
    return group;
  });
};
