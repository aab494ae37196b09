import { type Ask, allowed, open, type Principal, requireCapability, rows, underRules } from '#access';
import { atLeast, problem } from '#contract';

type Definition = { sql?: unknown; source?: unknown };

/**
 * SQL text is written by who may run SQL and edits the source that it reads; where any rule sits on what it could read, by who
 * manages rules (access model, section 2).
 */
export const requireSqlRights = async (
  ask: Ask,
  actor: Principal,
  project: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<void> => {
  const [old, wanted]: [Definition, Definition] = [before, after];
  if (wanted.sql === undefined || (wanted.sql === old.sql && wanted.source === old.source)) return;
  requireCapability(actor, 'sql.run');
  if (typeof wanted.source !== 'string') return;
  const source = await open(ask, actor, wanted.source, 'source');
  if (!atLeast(source.level, 'editor')) throw problem('forbidden', 'You need to edit the source that this SQL reads.');
  const over = await rows<{ id: string }>(
    ask,
    "select id from resource where project_id = $1 and kind = 'dataset' and definition ->> 'source' = $2",
    [project, source.id],
  );
  const ruled = await underRules(ask, [source.id, ...over.map(({ id }) => id)]);
  if (ruled.size > 0) await allowed(ask, actor, await open(ask, actor, project, 'project'), 'manage_rules');
};
