// Imported before everything else: what must be set before a library first runs.
import '#contract';
import { setNonce } from 'get-nonce';

/** The page's nonce, by which our content security policy knows the style elements that libraries add. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

setNonce(nonce);
// The grid's dragging adds a style element and asks only here for the nonce.
Object.assign(globalThis, { __webpack_nonce__: nonce });
