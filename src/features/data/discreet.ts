// Why data can't be read names files, columns and folders. Whoever runs something over that data learns that it fails;
// why, those who could mend it.
import { type Ask, type Principal, type Row, reachedAmong } from '#access';
import type { SourcePlan } from '#analytics/index';
import { atLeast, Problem, problem } from '#contract';

type About = { ask: Ask; principal: Principal; dataset?: Row; source: SourcePlan; table?: string };

export const discreetly = async <Answer>(about: About, work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Problem) || !names(about, thrown) || (await mayKnow(about, thrown))) throw thrown;
    throw problem('unavailable', 'The data behind this can’t be read as it is. Who edits that data can see why.', [], thrown);
  }
};

/** A file is called after its table; everything else that could be named stands in quotes. That all is busy names nothing. */
const names = ({ table }: About, { code, message, errors }: Problem) =>
  errors.some(({ field }) => field === 'path') ||
  (code === 'unavailable' && (message.includes('“') || (table !== undefined && message.includes(table))));

/** Where the data lies is for the source's editors; what a dataset's definition gets wrong, for the dataset's too. */
const mayKnow = async ({ ask, principal, dataset, source }: About, { message }: Problem): Promise<boolean> => {
  const reached = await reachedAmong(ask, principal, [source.id, ...(dataset ? [dataset.id] : [])]);
  const edits = (id: string | undefined) => atLeast(reached.get(id ?? '')?.level ?? null, 'editor');
  const tellsWhere = source.path === '' || message.includes(source.path);
  return edits(source.id) || (edits(dataset?.id) && !tellsWhere);
};
