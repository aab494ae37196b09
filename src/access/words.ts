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
  /** Of a token: what it leaves of its user. Kept so that asking again who acts narrows again. */
  readonly narrow?: Narrow;
  /** Who looks through this one's eyes: what counts is what both reach. Nothing is changed then. */
  readonly beside?: Principal;
};

/** A token acts as its user and can only narrow: fewer capabilities, or reading alone. */
export type Narrow = { readonly capabilities: ReadonlySet<Capability> | null; readonly readOnly: boolean };

export type { Level };
