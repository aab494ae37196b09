// Who asks: the one statement that turns a user's id into a principal, for one request.
import type { Capability, UserKind } from '#contract';
import { type Ask, rows } from './ask.ts';
import { statements } from './reach.ts';
import type { Narrow, Principal } from './words.ts';

/** Null for who isn't there or isn't active: a user who isn't active has no subjects. */
export const principalOf = async (
  ask: Ask,
  userId: string,
  requestId?: string,
  statement = statements.principal,
): Promise<Principal | null> => {
  const [found] = await rows<{ id: string; kind: UserKind; subjects: string[]; capabilities: Capability[] }>(ask, statement, [
    userId,
    true,
    ask.now,
  ]);
  if (!found) return null;
  const capabilities = new Set(found.capabilities);
  return {
    userId: found.id,
    kind: found.kind,
    subjects: found.subjects,
    capabilities,
    administers: capabilities.has('organization.administer'),
    ...(requestId && { requestId }),
  };
};

/** What a token leaves of its user. */
export const narrowed = (principal: Principal, narrow: Narrow | undefined): Principal => {
  if (!narrow) return principal;
  const kept = narrow.capabilities;
  const capabilities = kept
    ? new Set([...principal.capabilities].filter((capability) => kept.has(capability)))
    : principal.capabilities;
  return { ...principal, capabilities, administers: capabilities.has('organization.administer'), narrow };
};
