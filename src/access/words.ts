// The words of the decision. Read next: decision.ts (the rule as a pure function), reach.ts (the same rule as SQL).
import type { Capability, Level } from '#contract';

/** Who makes a request, and what access can reach them through. Made by `subjects.ts` for one request and never kept. */
export type Principal = {
  readonly userId: string;
  /** The user, every group reached through nesting, every role held directly or through those groups. Empty when not active. */
  readonly subjects: readonly string[];
  readonly capabilities: ReadonlySet<Capability>;
  /** Holds `organization.administer`: admin on everything. */
  readonly administers: boolean;
  readonly kind: 'person' | 'guest' | 'service';
  /** Travels into audit events. */
  readonly requestId?: string;
};

export type { Level };
