// One world asked in every way there is; any two answers that differ are a sentence.
import { type Ask, principalOf, type Reached, type Row, reachedAmong, reasonsAmong, rows, runsIn, whoReaches } from '#access';
import { highest, type Level } from '#contract';
import { levelIn, reasonsIn, runsIn as runsInWorld } from '../../src/access/decision.ts';
import type { Statements } from '../../src/access/reach.ts';
import type { Coverage } from './coverage.ts';
import { listedWrongly } from './lists.ts';
import type { Drawn } from './world.ts';

/**
 * Every (user, resource) as one decision: the function, check, batch, list, count, explain, who; and parts in context.
 * Most of the time goes into single checks of what isn't reached, which are the batch's statement with one id: of those one
 * in `everyNth` is made.
 */
export const disagreements = async (ask: Ask, world: Drawn, coverage: Coverage, everyNth = 1): Promise<string[]> => {
  const wrong: string[] = [];
  const ids = [...world.resources.keys()];
  const rowsById = new Map((await rows<Row>(ask, 'select * from resource', [])).map((row) => [row.id, row]));
  const whoOn = async (id: string) =>
    [id, new Map((await whoReaches(ask, id)).map(({ userId, level }) => [userId, level]))] as const;
  const who = new Map<string, Map<string, Level>>(await Promise.all(ids.map(whoOn)));

  for (const user of world.users.keys()) {
    const principal = await principalOf(ask, user);
    const batch = principal ? await reachedAmong(ask, principal, ids) : new Map<string, Reached>();
    const checkOn = async (id: string) => [id, principal && (await reachedAmong(ask, principal, [id])).get(id)?.level] as const;
    const explained = await reasonsAmong(ask, user, [...rowsById.values()]);
    const reached = (id: string) => levelIn(world, user, id) !== null || batch.has(id);
    const singly = principal ? ids.filter((id, at) => at % everyNth === coverage.decisions % everyNth || reached(id)) : [];
    const checked = new Map(await Promise.all(singly.map(checkOn)));
    for (const id of ids) {
      const reasons = reasonsIn(world, user, id);
      const decided = levelIn(world, user, id);
      coverage.saw(world, user, id, reasons);
      const found = explained.get(id) ?? [];
      const answers = {
        ...((checked.has(id) || !principal) && { check: checked.get(id) ?? null }),
        batch: batch.get(id)?.level ?? null,
        explain: highest(found.map(({ level }) => level)),
        who: who.get(id)?.get(user) ?? null,
      };
      for (const [way, level] of Object.entries(answers)) {
        if (level !== decided) wrong.push(`${user} on ${id}: decided ${decided}, ${way} ${level}`);
      }
      if (told(found) !== told(reasons)) wrong.push(`${user} on ${id}: reasons\n${told(reasons)}\nexplained\n${told(found)}`);
    }
    if (!principal) continue;
    wrong.push(...(await listedWrongly(ask, world, principal, [...rowsById.values()])));
    for (const { container, part } of world.uses) {
      const reached = batch.get(container);
      const runs = reached ? await runsIn(ask, reached, part) : false;
      const decided = runsInWorld(world, user, container, part);
      coverage.ran(decided);
      if (runs !== decided) wrong.push(`${user} runs ${part} in ${container}: decided ${decided}, came out ${runs}`);
    }
  }
  return wrong;
};

const told = (list: readonly { kind: string; level: string; path: string[]; until: Date | null }[]) =>
  list
    .map(({ kind, level, path, until }) => `${kind} ${level} ${path.join(' ')} ${until?.toISOString()}`)
    .sort()
    .join('\n');

/** For mutants: only what the changed statements answer, in few statements. */
export const disagreesWith = async (ask: Ask, world: Drawn, mutant: Statements): Promise<boolean> => {
  const ids = [...world.resources.keys()];
  const who = new Map<string, Map<string, Level>>();
  for (const id of ids) who.set(id, new Map((await whoReaches(ask, id, mutant.who)).map(({ userId, level }) => [userId, level])));
  for (const user of world.users.keys()) {
    const principal = await principalOf(ask, user, undefined, mutant.principal);
    const batch = principal ? await reachedAmong(ask, principal, ids, mutant.reached) : new Map();
    for (const id of ids) {
      const decided = levelIn(world, user, id);
      if ((batch.get(id)?.level ?? null) !== decided || (who.get(id)?.get(user) ?? null) !== decided) return true;
      if (!id.startsWith('prj_')) continue;
      // A project's name is reached in several ways at once: only its reasons tell them apart.
      const [row] = await rows<Row>(ask, 'select * from resource where id = $1', [id]);
      if (row && told((await reasonsAmong(ask, user, [row], mutant.reasons)).get(id) ?? []) !== told(reasonsIn(world, user, id)))
        return true;
    }
  }
  return false;
};
