// Proof: three answers to who reaches a thing, each come by on its own, held to each other person by person.
import { type Ask, type Principal, provenOn, type Row, reasonsFor, whoReaches } from '#access';
import { type AnswerOf, highest, type Level, type proveAccess as proveAccessRoute } from '#contract';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { subjectsById } from '../subjects/index.ts';
import { askedAbout } from './told.ts';

type Three = { decided: Level | null; derived: Level | null; explained: Level | null };

/**
 * What the server decides by; what the rule makes of the bare facts; and the reasons that are shown. A change that comes in
 * between looks like a difference, so only what differs twice is one.
 */
export const proveAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof proveAccessRoute>,
): Promise<AnswerOf<typeof proveAccessRoute>> => {
  const ask = asking(deps);
  const row = await askedAbout(ask, principal, params.resource);
  const first = await threefold(ask, row);
  const found = [...first.levels.values()].some(differs) ? await threefold(ask, row) : first;
  const subjects = await subjectsById(ask, found.levels.keys());
  const items = [...found.levels].flatMap(([id, levels]) => {
    const subject = subjects.get(id);
    return subject ? [{ subject, ...levels }] : [];
  });
  items.sort((a, b) => a.subject.label.localeCompare(b.subject.label));
  return { at: ask.now.toISOString(), people: found.people, items, proven: !items.some(differs) };
};

const differs = ({ decided, derived, explained }: Three) => decided !== derived || decided !== explained;

const threefold = async (ask: Ask, row: Row): Promise<{ levels: Map<string, Three>; people: number }> => {
  const decided = new Map((await whoReaches(ask, row.id)).map(({ userId, level }) => [userId, level]));
  const { levels: derived, people } = await provenOn(ask, row);
  const levels = new Map<string, Three>();
  for (const id of new Set([...decided.keys(), ...derived.keys()])) {
    const reasons = await reasonsFor(ask, id, row);
    levels.set(id, {
      decided: decided.get(id) ?? null,
      derived: derived.get(id) ?? null,
      explained: highest(reasons.map(({ level }) => level)),
    });
  }
  return { levels, people };
};
