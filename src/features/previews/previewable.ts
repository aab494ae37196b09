// Any change of access can be asked "what would this do?": the same use case, rolled back.
import { type Ask, type Principal, rows } from '#access';
import { Previewed, reachedThrough } from '#access/giving/index';
import type { Capability, Preview } from '#contract';
import { asking, type StoreDeps } from '../deps.ts';
import { previewOf } from './preview.ts';

export type Asked = { readonly preview?: boolean | undefined } | undefined;

/** The use case, answering with a preview when one was asked for. */
export const previewable = async <Answer>(
  deps: StoreDeps,
  principal: Principal,
  work: Promise<Answer>,
): Promise<Answer | Preview> => {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof Previewed) return previewOf(asking(deps), principal, thrown.changes);
    throw thrown;
  }
};

/** Beyond these a preview would take longer than anybody waits; it is of the first. */
const atMost = 500;

/** What a preview looks at: things themselves, all of a project, or what subjects reach. */
export const watching = {
  resource: (query: Asked, id: string) => on(query, async () => [id]),
  project: (query: Asked, id: string) =>
    on(query, async (ask) =>
      (
        await rows<{ id: string }>(ask, 'select id from resource where project_id = $1 and live order by id limit $2', [
          id,
          atMost,
        ])
      ).map((row) => row.id),
    ),
  /** `capabilities` are those that one of them is to get. */
  subjects: (query: Asked, subjects: (ask: Ask) => Promise<readonly string[]>, capabilities: readonly Capability[] = []) =>
    on(query, async (ask) => {
      const ids = await subjects(ask);
      const administers = capabilities.includes('organization.administer') || (await anyAdministers(ask, ids));
      return administers ? everything(ask) : reachedThrough(ask, ids, atMost);
    }),
};

const anyAdministers = async (ask: Ask, ids: readonly string[]): Promise<boolean> =>
  (await rows(ask, "select 1 from role where id = any($1::text[]) and 'organization.administer' = any(capabilities)", [ids]))
    .length > 0;

const everything = async (ask: Ask): Promise<string[]> =>
  (await rows<{ id: string }>(ask, 'select id from resource where live order by id limit $1', [atMost])).map(({ id }) => id);

const on = (query: Asked, ids: (ask: Ask) => Promise<readonly string[]>) => (query?.preview ? { preview: ids } : {});
