// Saved views. They hold choices, which are asked about when somebody makes them: a view shows nobody more than they may see.
import { type Allowed, type Ask, allow, allowed, type Principal, privateTo, rows } from '#access';
import {
  type AnswerOf,
  type createView as createViewRoute,
  type deleteView as deleteViewRoute,
  invalid,
  type listViews as listViewsRoute,
  notFound,
  problem,
  type SavedView,
  type updateView as updateViewRoute,
} from '#contract';
import { newId } from '#store/new-id';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { write } from '../write.ts';
import { presentViews, type ViewRow } from './present.ts';

const ownAtMost = 100;

export const listViews = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof listViewsRoute>,
): Promise<AnswerOf<typeof listViewsRoute>> => {
  const ask = asking(deps);
  const row = await viewed(ask, principal, params.resource);
  const found = await rows<ViewRow>(
    ask,
    `select * from saved_view
      where resource_id = $1 and (owner_id is null or owner_id = $2)
      order by owner_id is not null, lower(title) collate "C", id`,
    [row.id, privateTo(principal)],
  );
  return { items: await presentViews(ask, principal, row, found) };
};

export const createView = (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: Given<typeof createViewRoute>,
): Promise<AnswerOf<typeof createViewRoute>> =>
  write(deps, principal, async (ask) => {
    const row = await viewed(ask, principal, params.resource);
    if (body.forAll) await allowed(ask, principal, row, 'edit');
    requireQueryFits(row, body.query);
    await requireRoom(ask, principal, row);
    return save(ask, principal, row, {
      id: newId('viw'),
      owner_id: body.forAll ? null : principal.userId,
      made_by: principal.userId,
      title: body.title,
      choices: body.choices,
      query: body.query ?? null,
    });
  });

export const updateView = (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: Given<typeof updateViewRoute>,
): Promise<AnswerOf<typeof updateViewRoute>> =>
  write(deps, principal, async (ask) => {
    const row = await viewed(ask, principal, params.resource);
    const view = await changeable(ask, principal, row, params.view);
    if (body.forAll) await allowed(ask, principal, row, 'edit');
    requireQueryFits(row, body.query);
    const forAll = body.forAll ?? view.owner_id === null;
    if (!forAll && view.owner_id === null) await requireRoom(ask, principal, row);
    return save(ask, principal, row, {
      id: view.id,
      owner_id: forAll ? null : principal.userId,
      made_by: view.made_by,
      title: body.title ?? view.title,
      choices: body.choices ?? view.choices,
      query: body.query ?? view.query,
    });
  });

export const deleteView = (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof deleteViewRoute>,
): Promise<AnswerOf<typeof deleteViewRoute>> =>
  write(deps, principal, async (ask) => {
    const row = await viewed(ask, principal, params.resource);
    const { id } = await changeable(ask, principal, row, params.view);
    await rows(ask, 'delete from saved_view where id = $1', [id]);
    return { id };
  });

const viewed = async (ask: Ask, principal: Principal, id: string): Promise<Allowed> => {
  const row = await allow(ask, principal, id, 'view');
  if (row.kind !== 'dashboard' && row.kind !== 'explore')
    throw invalid('resource', `is a ${row.kind}; views are of dashboards and explores`);
  return row;
};

/** One's own, or one for all where one may edit; anybody else's isn't there. */
const changeable = async (ask: Ask, principal: Principal, row: Allowed, id: string): Promise<ViewRow> => {
  const [view] = await rows<ViewRow>(
    ask,
    'select * from saved_view where id = $1 and resource_id = $2 and (owner_id is null or owner_id = $3) for update',
    [id, row.id, principal.userId],
  );
  if (!view) throw notFound();
  if (view.owner_id === null) await allowed(ask, principal, row, 'edit');
  return view;
};

const requireQueryFits = (row: Allowed, query: unknown) => {
  if (query !== undefined && row.kind === 'dashboard')
    throw invalid('query', 'is for explores; a dashboard’s charts have their own');
};

const requireRoom = async (ask: Ask, principal: Principal, row: Allowed) => {
  const [found] = await rows<{ count: number }>(
    ask,
    'select count(*)::int as count from saved_view where resource_id = $1 and made_by = $2',
    [row.id, principal.userId],
  );
  if (found && found.count >= ownAtMost)
    throw problem('conflict', `You have saved ${ownAtMost} views of this; delete one first.`);
};

const save = async (ask: Ask, principal: Principal, row: Allowed, view: Omit<ViewRow, 'changed_at'>): Promise<SavedView> => {
  const { id, owner_id, made_by, title, choices, query } = view;
  const saved = await rows<ViewRow>(
    ask,
    `insert into saved_view (id, resource_id, owner_id, made_by, title, choices, query, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update
       set owner_id = excluded.owner_id, title = excluded.title, choices = excluded.choices, query = excluded.query,
           changed_at = excluded.changed_at
     returning *`,
    [id, row.id, owner_id, made_by, title, JSON.stringify(choices), query && JSON.stringify(query), ask.now],
  );
  const [presented] = await presentViews(ask, principal, row, saved);
  return presented!; // the one just saved
};
