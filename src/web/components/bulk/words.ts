// What is said of several things at once. Pure.
import type { Preview, ResourceItem } from '#contract';
import { count, listing, people } from '../format.ts';
import { kindWord } from '../sharing/words.ts';

/** "3 dashboards"; of several kinds they are things. */
export function things(items: readonly Pick<ResourceItem, 'kind'>[]): string {
  const kinds = new Set(items.map(({ kind }) => kind));
  const [only] = kinds;
  return count(items.length, kinds.size === 1 && only ? kindWord[only] : 'thing');
}

/** What a button says when it can't do it to all that are chosen. */
export const ofAll = (label: string, applies: number, of: number): string =>
  applies === of ? label : `${label}: ${applies} of ${of}`;

/** Who is named in several previews, each once; `whole` unless somebody was counted and not named. */
export type Touched = { names: string[]; whole: boolean };

export function touchedIn(previews: readonly Preview[], way: 'gains' | 'losses', me: string): Touched {
  const names = new Map<string, string>();
  let whole = true;
  for (const preview of previews) {
    for (const { subject } of preview[way]) names.set(subject.id, subject.label);
    if (preview[way].length < preview.counts[way]) whole = false;
  }
  names.delete(me);
  return { names: [...names.values()], whole };
}

const howMany = ({ names, whole }: Touched): string => `${whole ? '' : 'At least '}${people(names.length)}`;
const named = (touched: Touched): string =>
  touched.whole && touched.names.length > 0 && touched.names.length <= 3 ? listing(touched.names) : howMany(touched);

export function gainsInWords(touched: Touched, items: readonly ResourceItem[]): string {
  if (touched.names.length === 0) return 'Nobody gains anything by it: they have as much already.';
  const verb = touched.names.length === 1 ? 'gains' : 'gain';
  return `${named(touched)} ${verb} access to one or more of ${items.length === 1 ? 'it' : `these ${things(items)}`}.`.replace(
    'one or more of it',
    'it',
  );
}

export function lossesInWords(touched: Touched, items: readonly ResourceItem[]): string {
  const what = items.length === 1 ? 'it' : `one or more of these ${things(items)}`;
  if (touched.names.length === 0) return `Nobody but you loses ${items.length === 1 ? 'it' : 'them'}.`;
  return `${named(touched)} ${touched.names.length === 1 ? 'loses' : 'lose'} ${what}.`;
}
