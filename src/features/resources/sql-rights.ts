import { type Ask, open, type Principal, requireCapability } from '#access';
import { atLeast, problem } from '#contract';

type Definition = { sql?: unknown; source?: unknown };

/** SQL text is written by who may run SQL and edits the source that it reads (access model, section 2). */
export const requireSqlRights = async (
  ask: Ask,
  actor: Principal,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<void> => {
  const [old, wanted]: [Definition, Definition] = [before, after];
  if (wanted.sql === undefined || (wanted.sql === old.sql && wanted.source === old.source)) return;
  requireCapability(actor, 'sql.run');
  if (typeof wanted.source !== 'string') return;
  const source = await open(ask, actor, wanted.source, 'source');
  if (!atLeast(source.level, 'editor')) throw problem('forbidden', 'You need to edit the source that this SQL reads.');
};
