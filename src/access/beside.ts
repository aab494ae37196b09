// Looking as somebody else: what *both* may see (`alsoReached`), and never what is the other's own.
import type { Principal } from './words.ts';

/** `viewed`, through the eyes of `actor`: capabilities are those of both. */
export const seenBy = (actor: Principal, viewed: Principal): Principal => ({
  ...viewed,
  capabilities: viewed.capabilities.intersection(actor.capabilities),
  administers: viewed.administers && actor.administers,
  beside: actor,
  ...(actor.requestId && { requestId: actor.requestId }),
});

/** Whose private things are read (marks, drafts, sessions, what they were told): nobody's while somebody looks as another. */
export const privateTo = ({ beside, userId }: Principal): string => (beside ? '' : userId);
