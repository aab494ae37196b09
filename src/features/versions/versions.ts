// What a resource was before, for its editors; an earlier state is brought back as a change like any other.
import { type Ask, allow, type Principal, type Reached, rows } from '#access';
import {
  type AnswerOf,
  type getVersion as getVersionRoute,
  type listVersions as listVersionsRoute,
  notFound,
  type ParamsOf,
  type restoreVersion as restoreVersionRoute,
  type Version,
} from '#contract';
import { asking, type Deps, type Given, type StoreDeps } from '../deps.ts';
import { firstVersion, updateResource, type VersionRow } from '../resources/index.ts';
import { foundById } from '../subjects/index.ts';

export const listVersions = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof listVersionsRoute>,
): Promise<AnswerOf<typeof listVersionsRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'edit');
  return { items: await presentVersions(ask, principal, await versionsOf(ask, row)) };
};

export const getVersion = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getVersionRoute>,
): Promise<AnswerOf<typeof getVersionRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'edit');
  const versions = await versionsOf(ask, row);
  const at = versions.findIndex(({ version }) => String(version) === params.version);
  const found = versions[at];
  if (!found) throw notFound();
  const presented = await presentVersions(ask, principal, versions);
  return { ...presented[at]!, definition: found.definition }; // one for each, in the same order
};

/** The definition goes through what every change goes through: what the restorer can't use any more is refused. */
export const restoreVersion = async (
  deps: Deps,
  principal: Principal,
  { params, ifMatch }: { params: ParamsOf<typeof restoreVersionRoute>; ifMatch?: number | undefined },
): Promise<AnswerOf<typeof restoreVersionRoute>> => {
  const { version, title, definition } = await getVersion(deps, principal, { params });
  return updateResource(deps, principal, {
    params: { resource: params.resource },
    body: { title, definition },
    ifMatch,
    restores: version,
  });
};

/** Newest first; the first is what it is now. */
export const versionsOf = async (ask: Ask, row: Reached): Promise<VersionRow[]> => {
  const kept = await rows<VersionRow>(
    ask,
    `select version, title, definition, changed, changed_by, changed_at from resource_version
      where resource_id = $1
      order by version desc`,
    [row.id],
  );
  return kept.length > 0 ? kept : [firstVersion(row)];
};

export const presentVersions = async (ask: Ask, principal: Principal, versions: readonly VersionRow[]): Promise<Version[]> => {
  const people = await foundById(
    ask,
    principal,
    versions.map(({ changed_by }) => changed_by),
  );
  return versions.map(({ version, title, changed, changed_by, changed_at }, at) => ({
    version,
    title,
    changed,
    by: (changed_by && people.get(changed_by)) || null,
    at: changed_at.toISOString(),
    current: at === 0,
  }));
};
