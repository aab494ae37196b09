// Written into the log with both names, when it begins.
import { type Principal, rows } from '#access';
import { note } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type endViewAs as endViewAsRoute,
  invalid,
  notFound,
  type startViewAs as startViewAsRoute,
} from '#contract';
import { newId } from '#store/new-id';
import type { Given, StoreDeps } from '../deps.ts';
import { write } from '../write.ts';
import { presentViewAs, viewable } from './looking.ts';

const lastsMs = 60 * 60_000;

export const startViewAs = (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof startViewAsRoute> },
): Promise<AnswerOf<typeof startViewAsRoute>> =>
  write(deps, principal, async (ask) => {
    await viewable(ask, principal, body.subject);
    if (body.subject === principal.userId) throw invalid('subject', 'is you');
    if (body.subject.startsWith('rol_')) throw invalid('subject', 'is a role; view as a person or a group');
    await rows(ask, 'delete from view_as where ends_at <= $1', [ask.now]);
    const row = { id: newId('vas'), subject_id: body.subject, ends_at: new Date(ask.now.getTime() + lastsMs) };
    await ask.db
      .insertInto('view_as')
      .values({ ...row, actor_id: principal.userId })
      .execute();
    await note(ask, principal, { action: 'view_as.start', subject: body.subject, after: { until: row.ends_at } });
    return presentViewAs(ask, principal, row);
  });

export const endViewAs = (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof endViewAsRoute>,
): Promise<AnswerOf<typeof endViewAsRoute>> =>
  write(deps, principal, async (ask) => {
    const gone = await rows<{ subject_id: string }>(
      ask,
      'delete from view_as where id = $1 and actor_id = $2 returning subject_id',
      [params.viewAs, principal.userId],
    );
    if (!gone[0]) throw notFound();
    await note(ask, principal, { action: 'view_as.end', subject: gone[0].subject_id });
    return { id: params.viewAs };
  });
