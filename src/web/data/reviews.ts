// Questions of those who look after access.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

const turning = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  staleTime: 0,
};
const limit = 50;

export const comparedQuery = (one: string, other: string, show: 'both' | 'one' | 'other' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['access', 'compared', one, other, show],
    queryFn: ({ signal, pageParam }) => api.compareReach({ query: { one, other, show, limit, cursor: pageParam }, signal }),
    placeholderData: keepPreviousData,
    ...turning,
  });
export const whoAtQuery = (resource: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['access', resource, 'who', at ?? 'now'],
    queryFn: ({ signal }) => api.whoHasAccess({ params: { resource }, query: { at }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
export const proofQuery = (resource: string) =>
  queryOptions({
    queryKey: ['access', resource, 'proof'],
    queryFn: ({ signal }) => api.proveAccess({ params: { resource }, signal }),
    staleTime: 0,
    retry: false,
  });
export const outsidersQuery = (on: string, groups: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: ['access', 'outsiders', on, groups],
    queryFn: ({ signal, pageParam }) =>
      api.listOutsiders({ query: { ...onQuery(on), groups: groups.join(','), limit, cursor: pageParam }, signal }),
    ...turning,
  });
/** Of a project everything in it is meant. */
export const onQuery = (on: string): { project: string } | { resource: string } =>
  on.startsWith('prj_') ? { project: on } : { resource: on };
export const guestsQuery = infiniteQueryOptions({
  queryKey: ['access', 'guests'],
  queryFn: ({ signal, pageParam }) => api.listGuests({ query: { limit, cursor: pageParam }, signal }),
  ...turning,
});
export const endingQuery = (within: number) =>
  infiniteQueryOptions({
    queryKey: ['access', 'ending', within],
    queryFn: ({ signal, pageParam }) => api.listEnding({ query: { within, limit, cursor: pageParam }, signal }),
    ...turning,
  });
export const unusedQuery = (days: number) =>
  infiniteQueryOptions({
    queryKey: ['access', 'unused', days],
    queryFn: ({ signal, pageParam }) => api.listUnused({ query: { days, limit, cursor: pageParam }, signal }),
    ...turning,
  });
export const orphansQuery = infiniteQueryOptions({
  queryKey: ['access', 'orphans'],
  queryFn: ({ signal, pageParam }) => api.listOrphans({ query: { limit, cursor: pageParam }, signal }),
  ...turning,
});

export const groupsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['subjects', 'groups', q],
    queryFn: ({ signal }) => api.findSubjects({ query: { kind: 'group', q: q || undefined, limit: 8 }, signal }),
  });

export type LogWish = Partial<Record<'actor' | 'subject' | 'resource' | 'action' | 'from' | 'to', string>>;
export const logQuery = (wish: LogWish) =>
  infiniteQueryOptions({
    queryKey: ['access', 'log', wish],
    queryFn: ({ signal, pageParam }) => api.listAudit({ query: { ...wish, limit, cursor: pageParam }, signal }),
    ...turning,
  });
export const historyOfQuery = (resource: string) =>
  infiniteQueryOptions({
    queryKey: ['access', resource, 'history'],
    queryFn: ({ signal, pageParam }) =>
      api.listResourceHistory({ params: { resource }, query: { limit: 20, cursor: pageParam }, signal }),
    ...turning,
  });
