// Resources as they are answered: each with the level and the actions of who asks.
import { type Ask, actionsOn, type Principal, type Reached, rows } from '#access';
import type { ProjectLink, ResourceItem } from '#contract';
import { favouritesAmong } from '../favourites/index.ts';
import { subjectsById } from '../subjects/index.ts';

const editorsShown = 3;

export const presentItems = async (ask: Ask, principal: Principal, reached: readonly Reached[]): Promise<ResourceItem[]> => {
  if (reached.length === 0) return [];
  const actions = await actionsOn(ask, principal, reached);
  const projects = await projectLinks(ask, reached);
  const nameAlone = await seenByNameAlone(ask, principal, reached);
  const editors = await firstEditors(ask, reached);
  const favourites = await favouritesAmong(
    ask,
    principal,
    reached.map(({ id }) => id),
  );
  return reached.map((row, at) => ({
    id: row.id,
    kind: row.kind,
    // Its project is reached by whoever reaches anything inside.
    project: projects.get(row.project_id)!,
    name: row.name,
    title: row.title,
    ...(!nameAlone.has(row.id) && typeof row.definition.description === 'string' && { description: row.definition.description }),
    level: row.level,
    actions: actions[at]!,
    generalAccess: row.general_access,
    updatedAt: row.updated_at.toISOString(),
    favourite: favourites.has(row.id),
    editors: nameAlone.has(row.id) ? [] : (editors.get(row.id) ?? []),
  }));
};

/**
 * Projects of which one has the name and nothing more: those reached from inside, or by a restricted membership. Unrestricted
 * members see who its admins are.
 */
export const seenByNameAlone = async (ask: Ask, principal: Principal, reached: readonly Reached[]): Promise<Set<string>> => {
  const projects = reached.filter(({ kind, level }) => kind === 'project' && level === 'viewer').map(({ id }) => id);
  if (projects.length === 0) return new Set();
  const members = await rows<{ project_id: string }>(
    ask,
    `select project_id from membership
      where project_id = any($1::text[]) and subject_id = any($2::text[]) and not restricted and (expires_at is null or $3 < expires_at)`,
    [projects, principal.subjects, ask.now],
  );
  const whole = new Set(members.map(({ project_id }) => project_id));
  return new Set(projects.filter((id) => !whole.has(id)));
};

export const projectLinks = async (ask: Ask, reached: readonly Reached[]): Promise<Map<string, ProjectLink>> => {
  const ids = [...new Set(reached.map(({ project_id }) => project_id))];
  const found = await rows<ProjectLink>(ask, 'select id, name, title from resource where id = any($1::text[])', [ids]);
  return new Map(found.map((row) => [row.id, row]));
};

/** The first direct editors of each; of a project, its admins. */
const firstEditors = async (ask: Ask, reached: readonly Reached[]) => {
  const found = await rows<{ resource_id: string; subject_id: string }>(
    ask,
    `select resource_id, subject_id from (
       select e.*, row_number() over (partition by resource_id order by given_at, subject_id) as at from (
         select g.resource_id, g.subject_id, g.given_at from access_grant g
          where g.resource_id = any($1::text[]) and g.level = 'editor' and g.membership_id is null
            and (g.expires_at is null or $2 < g.expires_at)
         union all
         select m.project_id, m.subject_id, m.given_at from membership m
          where m.project_id = any($1::text[]) and m.level = 'admin' and not m.restricted
            and (m.expires_at is null or $2 < m.expires_at)) e) ranked
      where at <= $3
      order by resource_id, at`,
    [reached.map(({ id }) => id), ask.now, editorsShown],
  );
  const subjects = await subjectsById(
    ask,
    found.map(({ subject_id }) => subject_id),
  );
  return new Map(
    [...Map.groupBy(found, ({ resource_id }) => resource_id)].map(([id, of]) => [
      id,
      of.flatMap(({ subject_id }) => subjects.get(subject_id) ?? []),
    ]),
  );
};
