// Changing who is in a project; each change names the version it was made from.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { type listMembers, Preview, type setMember } from '#contract';
import { api } from '../../data/api.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';

export type MemberBody = z.input<(typeof setMember)['body']>;
export type Members = z.infer<(typeof listMembers)['answer']>;
/** `null` takes the member out. */
export type MemberChange = { subject: string; body: MemberBody | null };

export const membersQuery = (project: string) =>
  queryOptions({
    queryKey: ['members', project],
    queryFn: ({ signal }) => api.listMembers({ params: { project }, signal }),
    staleTime: 0,
  });

export const memberPreviewQuery = (project: string, { subject, body }: MemberChange, version: number) =>
  queryOptions({
    queryKey: ['members', project, 'preview', subject, body, version],
    queryFn: async ({ signal }) => {
      const params = { project, subject };
      const query = { preview: true };
      // The contract names the answer of the change itself; asked like this it is a preview.
      const answer: unknown = await (body === null
        ? api.removeMember({ params, query, signal })
        : api.setMember({ params, query, body, signal }));
      return Preview.parse(answer);
    },
    staleTime: 0,
  });

/** Somebody else was faster; the list shown is theirs now. */
export class StaleMembers extends Error {
  constructor() {
    super('Somebody changed the members while you were here. The list is refreshed; look it over and try again.');
  }
}

export const toldBy = (error: unknown): string => (error instanceof StaleMembers ? error.message : sentenceOf(error));

export function useMemberChange(project: string) {
  const client = useQueryClient();
  const key = membersQuery(project).queryKey;
  return useMutation({
    mutationFn: async ({ subject, body }: MemberChange) => {
      const params = { project, subject };
      const before = client.getQueryData(key);
      try {
        if (body === null) return (await api.removeMember({ params })).stillReaches;
        await api.setMember({ params, body, ...(before && { ifMatch: before.version }) });
        return [];
      } catch (error) {
        if (!hasCode(error, 'stale')) throw error;
        await client.fetchQuery(membersQuery(project));
        throw new StaleMembers();
      }
    },
    onSettled: () => {
      for (const other of ['resource', 'resources', 'access', 'picker', 'projects'])
        void client.invalidateQueries({ queryKey: [other] });
      return client.invalidateQueries({ queryKey: key });
    },
  });
}
