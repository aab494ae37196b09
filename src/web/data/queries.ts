// Each question that pages ask the server, with the key under which its answer is kept.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type BodyOf, type Choices, type Kind, type listRows, Preview, type QueryInput } from '#contract';
import { api } from './api.ts';
import { askTile } from './tiles.ts';

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => api.getMe({ signal }), staleTime: 60_000 });

export type ListWish = {
  kind: string;
  for?: 'me' | 'with-me' | 'mine' | 'all' | 'favourites';
  q?: string;
  project?: string | undefined;
  level?: 'editor';
  sort?: 'updated' | 'name';
};
export const listQuery = (wish: ListWish, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['resources', wish, limit],
    queryFn: ({ signal, pageParam }) =>
      api.listResources({ query: { ...wish, q: wish.q || undefined, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => api.listProjects({ query: { limit: 200 }, signal }),
  staleTime: 30_000,
});

export const allProjectsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['projects', 'all', q],
    queryFn: ({ signal, pageParam }) => api.listProjects({ query: { q: q || undefined, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
export const projectsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['projects', 'found', q],
    queryFn: ({ signal }) => api.listProjects({ query: { q, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  });

export const resourceQuery = (id: string) =>
  queryOptions({ queryKey: ['resource', id], queryFn: ({ signal }) => api.getResource({ params: { resource: id }, signal }) });

export const trashQuery = infiniteQueryOptions({
  queryKey: ['trash'],
  queryFn: ({ signal, pageParam }) => api.listTrash({ query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Saved choices of a dashboard or explore: for everybody, then one's own. */
export const viewsQuery = (id: string) =>
  queryOptions({ queryKey: ['views', id], queryFn: ({ signal }) => api.listViews({ params: { resource: id }, signal }) });

/** What it was before, for its editors. */
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['versions', id],
    queryFn: ({ signal }) => api.listVersions({ params: { resource: id }, signal }),
    staleTime: 0,
  });
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['versions', id, version],
    queryFn: ({ signal }) => api.getVersion({ params: { resource: id, version: String(version) }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Who would lose it if it went to the trash. */
export const trashPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['access', id, 'trash'],
    // The answer of a change that wasn't made.
    queryFn: async ({ signal }) =>
      Preview.parse(await api.deleteResource({ params: { resource: id }, query: { preview: true }, signal })),
    staleTime: 0,
    gcTime: 0,
  });

/** What one has not published yet. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => api.getDraft({ params: { resource: id }, signal }),
    gcTime: 0,
  });

/** Data changes only when its source is loaded again; access is asked for with the resource, so this may be kept a while. */
const dataStaysFresh = 60_000;

export const tileQuery = (dashboard: string, tile: string, choices: Choices) =>
  queryOptions({
    queryKey: ['tile', dashboard, tile, choices],
    queryFn: ({ signal }) => askTile(dashboard, tile, choices, signal),
    staleTime: dataStaysFresh,
    placeholderData: keepPreviousData,
  });

export const runQuery = (resource: string, body: { query?: QueryInput; choices?: Choices }) =>
  queryOptions({
    queryKey: ['run', resource, body],
    queryFn: ({ signal }) => api.runQuery({ params: { resource }, body, signal }),
    staleTime: dataStaysFresh,
    placeholderData: keepPreviousData,
  });

/** What a dataset would be if it were saved. */
export const checkQuery = (
  place: { project: string } | { dataset: string },
  definition: Record<string, unknown>,
  show?: string,
  run?: boolean,
) =>
  queryOptions({
    queryKey: ['check', place, definition, show, run],
    queryFn: ({ signal }) => {
      const body = { definition, ...(show && { show }), ...(run && { run }) };
      return 'dataset' in place
        ? api.checkDataset({ params: { resource: place.dataset }, body, signal })
        : api.checkNewDataset({ params: { project: place.project }, body, signal });
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Rows of a dataset, one by one. */
export const rowsQuery = (dataset: string, body: BodyOf<typeof listRows>) =>
  queryOptions({
    queryKey: ['rows', dataset, body],
    queryFn: ({ signal }) => api.listRows({ params: { resource: dataset }, body, signal }),
    staleTime: dataStaysFresh,
    placeholderData: keepPreviousData,
  });
/** What a chart asks its engine. */
export const sqlQuery = (chart: string, choices: Choices | undefined) =>
  queryOptions({
    queryKey: ['sql', chart, choices],
    queryFn: ({ signal }) => api.showSql({ params: { resource: chart }, body: { ...(choices && { choices }) }, signal }),
  });

/** The tables of a source. */
export const tablesQuery = (source: string) =>
  queryOptions({
    queryKey: ['tables', source],
    queryFn: ({ signal }) => api.listTables({ params: { resource: source }, signal }),
    staleTime: 0,
    retry: false,
  });

/** What a new source may be made of. */
export const placesQuery = (project: string) =>
  queryOptions({ queryKey: ['places', project], queryFn: ({ signal }) => api.listPlaces({ params: { project }, signal }) });
/** What over a source doesn't hold any more. */
export const brokenQuery = (source: string) =>
  queryOptions({
    queryKey: ['broken', source],
    queryFn: ({ signal }) => api.checkSource({ params: { resource: source }, signal }),
    staleTime: 0,
  });

/** What of a dataset doesn't hold any more, for who edits it. */
export const faultsQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['broken', dataset],
    queryFn: ({ signal }) => api.checkFields({ params: { resource: dataset }, signal }),
    staleTime: 0,
  });

export const lineageQuery = (resource: string) =>
  queryOptions({
    queryKey: ['lineage', resource],
    queryFn: ({ signal }) => api.getLineage({ params: { resource }, signal }),
    staleTime: 0,
  });

export const valuesQuery = (resource: string, field: string, q: string) =>
  queryOptions({
    queryKey: ['values', resource, field, q],
    queryFn: ({ signal }) => api.listValues({ params: { resource }, body: { field, limit: 100, ...(q && { q }) }, signal }),
    staleTime: dataStaysFresh,
    placeholderData: keepPreviousData,
  });

export const accessQuery = (resource: string) =>
  queryOptions({
    queryKey: ['access', resource],
    queryFn: ({ signal }) => api.getAccess({ params: { resource }, signal }),
    staleTime: 0,
  });
export const explainQuery = (resource: string, subject: string) =>
  queryOptions({
    queryKey: ['access', resource, 'explain', subject],
    queryFn: ({ signal }) => api.explainAccess({ params: { resource }, query: { subject }, signal }),
    staleTime: 0,
  });
export const pickerQuery = (resource: string | undefined, q: string) =>
  queryOptions({
    queryKey: ['picker', resource ?? 'anything', q],
    queryFn: ({ signal }) => api.findSubjects({ query: { for: resource, limit: 20, ...(q && { q }) }, signal }),
    placeholderData: keepPreviousData,
  });

/** Anybody one can find, whatever they have. */
export const subjectsQuery = (q: string) =>
  queryOptions({
    queryKey: ['subjects', q],
    queryFn: ({ signal }) => api.findSubjects({ query: { q: q || undefined, limit: 5 }, signal }),
  });
export const whoQuery = (resource: string) =>
  queryOptions({
    queryKey: ['access', resource, 'who'],
    queryFn: ({ signal }) => api.whoHasAccess({ params: { resource }, signal }),
    staleTime: 0,
  });
export const reachQuery = (subject: string) =>
  queryOptions({
    queryKey: ['reach', subject],
    queryFn: ({ signal }) => api.listReach({ params: { subject }, query: { limit: 100 }, signal }),
    staleTime: 0,
  });

export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['picker', 'people', q],
    queryFn: ({ signal }) => api.findSubjects({ query: { kind: 'user', limit: 20, ...(q && { q }) }, signal }),
    placeholderData: keepPreviousData,
  });

export const requestsQuery = (resource?: string) =>
  queryOptions({
    queryKey: ['requests', resource ?? 'all'],
    queryFn: ({ signal }) => api.listRequests({ query: { resource, limit: 20 }, signal }),
    staleTime: 0,
  });

/** The newest, for the bell: asked again while the page is open. */
export const newestQuery = queryOptions({
  queryKey: ['notifications', 'newest'],
  queryFn: ({ signal }) => api.listNotifications({ query: { limit: 12 }, signal }),
  refetchInterval: 60_000,
});
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications', 'all'],
  queryFn: ({ signal, pageParam }) => api.listNotifications({ query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** What one asked for oneself. */
export const ownRequestsQuery = queryOptions({
  queryKey: ['requests', 'mine'],
  queryFn: ({ signal }) => api.listRequests({ query: { mine: 'true', limit: 50 }, signal }),
});

export const usersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['users', q],
    queryFn: ({ signal, pageParam }) => api.listUsers({ query: { q: q || undefined, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
export const groupsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['groups', q],
    queryFn: ({ signal, pageParam }) => api.listGroups({ query: { q: q || undefined, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
export const groupQuery = (group: string) =>
  queryOptions({ queryKey: ['group', group], queryFn: ({ signal }) => api.getGroup({ params: { group }, signal }) });

export const rolesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['roles', q],
    queryFn: ({ signal, pageParam }) => api.listRoles({ query: { q: q || undefined, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
export const roleQuery = (role: string) =>
  queryOptions({ queryKey: ['role', role], queryFn: ({ signal }) => api.getRole({ params: { role }, signal }) });
export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => api.getOrganization({ signal }),
});

export const userQuery = (user: string) =>
  queryOptions({ queryKey: ['user', user], queryFn: ({ signal }) => api.getUser({ params: { user }, signal }) });
export const reachedByQuery = (subject: string) =>
  infiniteQueryOptions({
    queryKey: ['reach', subject, 'all'],
    queryFn: ({ signal, pageParam }) => api.listReach({ params: { subject }, query: { limit: 25, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const pastOfQuery = (subject: string) =>
  infiniteQueryOptions({
    queryKey: ['history', subject],
    queryFn: ({ signal, pageParam }) =>
      api.listSubjectHistory({ params: { subject }, query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
/** One's own; of somebody else, for administrators. */
export const sessionsQuery = (user?: string) =>
  queryOptions({
    queryKey: ['sessions', user ?? 'own'],
    queryFn: ({ signal }) => api.listSessions({ query: { user }, signal }),
  });
export const tokensQuery = (user?: string) =>
  queryOptions({ queryKey: ['tokens', user ?? 'own'], queryFn: ({ signal }) => api.listTokens({ query: { user }, signal }) });

/** Anybody by id, by name. */
export const subjectQuery = (id: string) =>
  queryOptions({
    queryKey: ['subject', id],
    queryFn: ({ signal }): Promise<{ id: string; name: string }> =>
      id.startsWith('grp_')
        ? api.getGroup({ params: { group: id }, signal })
        : id.startsWith('rol_')
          ? api.getRole({ params: { role: id }, signal })
          : api.getUser({ params: { user: id }, signal }),
  });

export const shownKinds = ['dashboard', 'explore', 'chart', 'dataset'] as const satisfies readonly Kind[];
/** Those that have a list and a page of their own. */
export const placedKinds = [...shownKinds, 'source', 'alert', 'report', 'rule'] as const satisfies readonly Kind[];
export type ShownKind = (typeof placedKinds)[number];
