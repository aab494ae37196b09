// Where a thing is found, as text: for what is copied, and for going to what was just made.
import type { Resource } from '#contract';

export const addressOf = ({ kind, id }: Pick<Resource, 'kind' | 'id'>) => `/${kind}s/${id}`;

/** On its own page with what is chosen there; from anywhere else, as it opens. */
export const linkTo = (resource: Pick<Resource, 'kind' | 'id'>) => {
  const address = addressOf(resource);
  return window.location.pathname === address ? window.location.href : `${window.location.origin}${address}`;
};
