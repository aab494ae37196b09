// What is typed into the box that opens or answers anything. Pure.
export type Typed = { ask: 'find'; q: string } | { ask: 'who'; what: string } | { ask: 'what'; who: string };

/** "who can see pipeline", "what can vic see"; all else is something to find. A question mark at the end means nothing. */
export function readTyped(text: string): Typed {
  const words = text.trim().replace(/\s+/g, ' ').replace(/\?$/, '').trim();
  const who = /^who (?:can |may )?(?:see|sees|view|open)s?(?: (.*))?$/i.exec(words);
  if (who) return { ask: 'who', what: who[1] ?? '' };
  const what = /^what (?:can|may|does) (.+?)(?: see| open| view| reach)?$/i.exec(words);
  if (what?.[1]) return { ask: 'what', who: what[1] };
  return { ask: 'find', q: words };
}
