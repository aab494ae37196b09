// Whether a request may change anything at all, whatever it is about: nobody's eyes but one's own, and no token that only reads.
import { problem } from '#contract';
import type { Principal } from './words.ts';

export const requireOwnEyes = ({ beside }: Principal): void => {
  if (beside) throw problem('forbidden', 'While you view as somebody else nothing can be changed.');
};

/** What is only previewed changes nothing, so a token that reads may ask for it. */
export const requireWriting = (principal: Principal, previewing = false): void => {
  requireOwnEyes(principal);
  if (principal.narrow?.readOnly && !previewing) throw problem('forbidden', 'This token can only read.');
};
