// Choices of filters and time under a name: one's own, or for everyone who can see the dashboard or explore.
import { z } from 'zod';
import { Choices } from './definitions.ts';
import { Query } from './query.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment, Title } from './text.ts';

export const SavedView = z
  .object({
    id: z.string(),
    title: z.string(),
    choices: Choices,
    /** Of an explore: what is asked, besides what it is narrowed to. */
    query: Query.optional(),
    forAll: z.boolean(),
    by: Subject.nullable(),
    changedAt: Moment,
    /** By who asks: their own, or one for all where they may edit. */
    changeable: z.boolean(),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

const kept = { title: Title, choices: Choices, query: Query, forAll: z.boolean() };

export const listViews = route({
  name: 'listViews',
  method: 'get',
  path: '/resources/{resource}/views',
  summary: 'Saved views of a dashboard or explore: those for all, then your own',
  answer: z.object({ items: z.array(SavedView) }),
});
export const createView = route({
  name: 'createView',
  method: 'post',
  path: '/resources/{resource}/views',
  summary: 'Save a view for yourself; for all viewers if you may edit',
  body: z.strictObject({ ...kept, query: Query.optional(), forAll: z.boolean().default(false) }),
  answer: SavedView,
  status: 201,
});
export const updateView = route({
  name: 'updateView',
  method: 'patch',
  path: '/resources/{resource}/views/{view}',
  summary: 'Change a saved view, or whom it is for',
  body: z.strictObject(kept).partial(),
  answer: SavedView,
});
export const deleteView = route({
  name: 'deleteView',
  method: 'delete',
  path: '/resources/{resource}/views/{view}',
  summary: 'Delete a saved view',
  answer: z.object({ id: z.string() }),
});
