// A sequence of writes through the use cases, by people of the world who may or may not do what they try.
import fc from 'fast-check';
import { type Ask, rows } from '#access';
import { rebuildClosure } from '#access/giving/index';
import { adminRoleId, memberRoleId } from '../../src/store/built-in.ts';
import type { Store } from '../../src/store/open.ts';
import { Names } from '../../src/worlds/names.ts';
import { playStep } from '../../src/worlds/play.ts';
import { randomOf } from '../random.ts';
import { type Cast, castOf } from './cast.ts';
import { load } from './load.ts';
import { drawStep, verbs } from './steps.ts';
import { type Drawn, now } from './world.ts';

/** A verb, or a wait; and what the rest of it is drawn from. */
const one = fc.record({
  verb: fc.constantFrom(...verbs, 'wait'),
  from: fc.noShrink(fc.nat()),
});
export const sequences = fc.array(one, { minLength: 6, maxLength: 30, size: 'max' });
export type Sequence = readonly { verb: string; from: number }[];

/** How often each verb did what it says, and how often it was refused. */
export class Tally {
  readonly #seen = new Map<string, { ok: number; refused: Map<string, number> }>();
  saw(verb: string, outcome: string): void {
    const row = this.#seen.get(verb) ?? { ok: 0, refused: new Map() };
    this.#seen.set(verb, row);
    if (outcome === 'ok') row.ok++;
    else row.refused.set(outcome, (row.refused.get(outcome) ?? 0) + 1);
  }
  writes(): number {
    return [...this.#seen.values()].reduce((sum, { ok }) => sum + ok, 0);
  }
  /** Verbs that were never let through, or never refused. */
  hollow(): string[] {
    return verbs.flatMap((verb) => {
      const { ok = 0, refused = new Map() } = this.#seen.get(verb) ?? {};
      return [
        ...(ok === 0 ? [`${verb} was never let through`] : []),
        ...(refused.size === 0 ? [`${verb} was never refused`] : []),
      ];
    });
  }
  print(): string {
    let refusals = 0;
    const lines = [...this.#seen]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([verb, { ok, refused }]) => {
        const each = [...refused].sort().map(([outcome, count]) => `${outcome} ${count}`);
        refusals += [...refused.values()].reduce((sum, count) => sum + count, 0);
        return `  ${verb.padEnd(18)} ok ${String(ok).padStart(6)}   ${each.join(', ')}`;
      });
    return [`${this.writes()} writes, ${refusals} refused`, ...lines].join('\n');
  }
}

/** Plays it after loading the world; answers the moment it ends at, and every step as a line of a world file. */
export const play = async (store: Store, world: Drawn, sequence: Sequence, tally: Tally) => {
  await store.transaction((db) => stage({ db, now }, world));
  let clock = now;
  const ask = (): Ask => ({ db: store.db, now: clock });
  const deps = { store, clock: { now: () => clock } };
  const told: string[] = [];
  let cast: Cast | undefined;
  for (const { verb, from } of sequence) {
    const random = randomOf(from);
    if (verb === 'wait') {
      const seconds = random.pick([1, 3600, 7 * 24 * 3600, 40 * 24 * 3600]);
      clock = new Date(clock.getTime() + seconds * 1000);
      told.push(JSON.stringify({ do: 'wait', for: `PT${seconds}S` }));
      continue;
    }
    cast ??= await castOf(ask());
    const step = drawStep(random, cast, verb, clock);
    const names = new Names(ask);
    const { outcome, said } = await playStep({ deps, names, ask }, step).catch((cause) => {
      throw new Error(`${[...told, JSON.stringify(step)].join('\n')}\nbroke: ${cause}`, { cause });
    });
    if (outcome === 'ok') cast = undefined;
    tally.saw(verb, outcome);
    told.push(`${JSON.stringify(step)}  ${outcome} ${said}`);
  }
  return { now: clock, told };
};

// Somebody who may do all, people who may do some, service accounts of groups as well as of everyone.
const stage = async (ask: Ask, world: Drawn) => {
  await load(ask, world);
  await rows(ask, 'delete from audit_event', []);
  await rows(ask, "update organization set roles_as_subjects = true, member_domains = '{example.com}'", []);
  // Drawn memberships have numbers of their own.
  await rows(ask, "select setval(pg_get_serial_sequence('membership', 'id'), 1000000)", []);
  await rows(
    ask,
    `update app_user s set owner_id = o.id
       from (select id, row_number() over (order by id) as at from user_group where not built_in) o
      where s.kind = 'service' and o.at = 1 + length(s.id || s.login) % 2`,
    [],
  );
  await rows(ask, 'delete from access_request', []);
  await rows(
    ask,
    `insert into access_request (id, user_id, resource_id, level, asked_at, expires_at)
     select 'req_' || lpad(r.at::text, 20, '0'), u.id, r.id, 'editor', $1::timestamptz, $1::timestamptz + interval '14 days'
       from (select id, row_number() over (order by id) as at from resource where live) r
       join (select id, row_number() over (order by id) as at from app_user where kind <> 'service') u on u.at = r.at
      where r.at % 2 = 0`,
    [ask.now],
  );
  const people = [...world.people].filter(([, { kind }]) => kind === 'person').map(([id]) => id);
  for (const [at, id] of people.entries()) {
    if (at < 1 || at % 3 === 1) await giveRole(at < 1 ? adminRoleId : memberRoleId, id);
  }
  await rebuildClosure(ask);

  async function giveRole(role: string, holder: string) {
    await rows(ask, 'insert into role_holder (role_id, holder_id, given_at) values ($1, $2, $3)', [role, holder, ask.now]);
  }
};
