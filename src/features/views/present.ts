import { type Ask, actionsOn, type Principal, type Reached } from '#access';
import { Choices, Query, type SavedView } from '#contract';
import { foundById } from '../subjects/index.ts';

export type ViewRow = {
  id: string;
  /** Null for one that is for all. */
  owner_id: string | null;
  made_by: string;
  title: string;
  choices: unknown;
  query: unknown;
  changed_at: Date;
};

export const presentViews = async (
  ask: Ask,
  principal: Principal,
  row: Reached,
  views: readonly ViewRow[],
): Promise<SavedView[]> => {
  const [actions] = await actionsOn(ask, principal, [row]);
  const people = await foundById(
    ask,
    principal,
    views.map(({ made_by }) => made_by),
  );
  return views.map(({ id, owner_id, made_by, title, choices, query, changed_at }) => {
    // What was saved by an older version and means nothing any more narrows nothing.
    const [chosen, asked] = [Choices.safeParse(choices), Query.safeParse(query)];
    return {
      id,
      title,
      choices: chosen.success ? chosen.data : {},
      ...(asked.success && { query: asked.data }),
      forAll: owner_id === null,
      by: people.get(made_by) ?? null,
      changedAt: changed_at.toISOString(),
      changeable: owner_id !== null || (actions?.includes('edit') ?? false),
    };
  });
};
