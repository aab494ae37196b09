// A change that its author hasn't published: nobody else sees it, and publishing it is an ordinary change.
import { type Ask, allow, type Principal, privateTo, type Reached, rows } from '#access';
import {
  type AnswerOf,
  type Draft,
  type deleteDraft as deleteDraftRoute,
  type getDraft as getDraftRoute,
  invalid,
  type putDraft as putDraftRoute,
} from '#contract';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { parseDefinition } from '../resources/index.ts';
import { write } from '../write.ts';
import { presentVersions, versionsOf } from './versions.ts';

export const getDraft = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getDraftRoute>,
): Promise<AnswerOf<typeof getDraftRoute>> => {
  const ask = asking(deps);
  return { draft: await draftOf(ask, principal, await allow(ask, principal, params.resource, 'edit')) };
};

/** What it uses is asked about when it is published; here it only has to be what its kind can hold. */
export const putDraft = (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: Given<typeof putDraftRoute>,
): Promise<AnswerOf<typeof putDraftRoute>> =>
  write(deps, principal, async (ask) => {
    const row = await allow(ask, principal, params.resource, 'edit');
    if (body.basedOn > row.version) throw invalid('basedOn', 'is a version that there isn’t yet');
    const definition = parseDefinition(row.kind, body.definition);
    await rows(
      ask,
      `insert into draft (resource_id, user_id, based_on, title, definition, saved_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (resource_id, user_id) do update
         set based_on = excluded.based_on, title = excluded.title, definition = excluded.definition, saved_at = excluded.saved_at`,
      [row.id, principal.userId, body.basedOn, body.title ?? row.title, JSON.stringify(definition), ask.now],
    );
    return { draft: (await draftOf(ask, principal, row))! }; // just written
  });

export const deleteDraft = (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof deleteDraftRoute>,
): Promise<AnswerOf<typeof deleteDraftRoute>> =>
  write(deps, principal, async (ask) => {
    const { id } = await allow(ask, principal, params.resource, 'edit');
    await rows(ask, 'delete from draft where resource_id = $1 and user_id = $2', [id, principal.userId]);
    return { id };
  });

const draftOf = async (ask: Ask, principal: Principal, row: Reached): Promise<Draft | null> => {
  const [draft] = await rows<{ based_on: number; title: string; definition: Record<string, unknown>; saved_at: Date }>(
    ask,
    'select based_on, title, definition, saved_at from draft where resource_id = $1 and user_id = $2',
    [row.id, privateTo(principal)],
  );
  if (!draft) return null;
  const { title, definition, based_on, saved_at } = draft;
  const versions = await presentVersions(ask, principal, await versionsOf(ask, row));
  return {
    title,
    definition,
    basedOn: based_on,
    savedAt: saved_at.toISOString(),
    meanwhile: versions.filter(({ version }) => version > based_on),
  };
};
