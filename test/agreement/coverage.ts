// How often each thing that can decide did: a gate over worlds in which nothing happens would hold nothing.
import { kinds, levels, reasonKinds, userKinds, userStatuses } from '#contract';
import type { WorldReason } from '../../src/access/decision.ts';
import type { Drawn } from './world.ts';

export class Coverage {
  decisions = 0;
  readonly #seen = new Map<string, number>();

  saw(world: Drawn, user: string, resource: string, reasons: readonly WorldReason[]): void {
    this.decisions++;
    const { kind, status } = world.people.get(user)!;
    const about = world.resources.get(resource)!;
    const happened = new Set<string>([
      `user ${kind}`,
      `status ${status}`,
      `kind ${about.kind}`,
      `level ${reasons[0]?.level ?? 'none'}`,
    ]);
    for (const reason of reasons) {
      happened.add(`reason ${reason.kind}`);
      happened.add(`depth ${Math.min(reason.path.length, 3)}`);
      if (reason.until) happened.add('a reason that will end');
    }
    if (!about.live) happened.add('in the trash');
    const ended = world.grants.some((grant) => grant.resource === resource && grant.until && grant.until <= world.now);
    if (ended && reasons.length === 0) happened.add('a grant that ended');
    const restricted = world.memberships.some(
      ({ listed, project }) => listed && project === about.project && !listed.includes(resource),
    );
    if (restricted && reasons.length === 0) happened.add('restricted to other things');
    for (const one of happened) this.#count(one);
  }

  ran(allowed: boolean): void {
    this.#count(`in context ${allowed ? 'allowed' : 'denied'}`, this.inContext++);
  }
  inContext = 0;

  #count(what: string, _?: number): void {
    this.#seen.set(what, (this.#seen.get(what) ?? 0) + 1);
  }

  /** Shares of all decisions, in percent; what never happened is there with 0. */
  shares(): [string, number][] {
    const expected = [
      ...userKinds.map((kind) => `user ${kind}`),
      ...userStatuses.map((status) => `status ${status}`),
      ...kinds.map((kind) => `kind ${kind}`),
      ...['none', ...levels].map((level) => `level ${level}`),
      ...reasonKinds.map((kind) => `reason ${kind}`),
      ...[0, 1, 2, 3].map((depth) => `depth ${depth}`),
      'a reason that will end',
      'in the trash',
      'a grant that ended',
      'restricted to other things',
    ];
    return expected.map((what) => [what, (100 * (this.#seen.get(what) ?? 0)) / this.decisions]);
  }

  print(): string {
    const ran = this.#seen.get('in context allowed') ?? 0;
    return [
      `${this.decisions} decisions; ${this.inContext} in context, ${ran} of them allowed`,
      ...this.shares().map(([what, share]) => `  ${what.padEnd(28)} ${share.toFixed(1).padStart(5)} %`),
    ].join('\n');
  }
}
