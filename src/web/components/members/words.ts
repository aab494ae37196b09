// What a change of a project's members does, in a sentence. Pure.
import type { Preview } from '#contract';
import { count, listing, people } from '../format.ts';

type Change = Preview['gains'][number];

const items = (n: number) => count(n, 'item');
const named = (changes: readonly Change[]) =>
  changes.length === 0
    ? ''
    : `: ${listing(
        [...new Set(changes.map(({ resource }) => resource.title))].map((title) => `“${title}”`),
        3,
      )}`;

/** "Vic Osei gains 12 items and loses 2 items: “A” and “B”." */
export function effectOf(preview: Preview, who: { label: string; kind: string }): string {
  const { gains, losses, people: touched } = insideOf(preview).counts;
  if (gains === 0 && losses === 0) return ofTheName(preview, who.label);
  return inWords(insideOf(preview), who, touched);
}

/** The project itself is no item of it: reaching it alone is knowing its name. */
function insideOf(preview: Preview): Preview {
  const inside = (changes: Change[]) => changes.filter(({ resource }) => resource.kind !== 'project');
  const [gains, losses] = [inside(preview.gains), inside(preview.losses)];
  const counts = {
    ...preview.counts,
    gains: preview.counts.gains - preview.gains.length + gains.length,
    losses: preview.counts.losses - preview.losses.length + losses.length,
  };
  return { gains, losses, counts };
}

function ofTheName({ counts }: Preview, label: string): string {
  if (counts.gains > 0) return `${label} learns the project’s name, and reaches nothing in it yet.`;
  if (counts.losses > 0) return `${label} reaches nothing in it, and will not see its name either.`;
  return 'This changes nothing that anybody can open.';
}

function inWords(preview: Preview, who: { label: string; kind: string }, touched: number): string {
  const { gains, losses } = preview.counts;
  const one = who.kind === 'user';
  const name = one ? who.label : people(touched);
  const s = one || touched === 1 ? 's' : '';
  if (!one && touched > 1) {
    const both = gains > 0 && losses > 0 ? 'gain or lose' : gains > 0 ? 'gain' : 'lose';
    return `${name} ${both} something here${named([...preview.losses, ...(losses > 0 ? [] : preview.gains)])}.`;
  }
  const more = preview.gains.every(({ from }) => from === null) ? `gain${s} ${items(gains)}` : `can do more with ${items(gains)}`;
  const less = preview.losses.every(({ to }) => to === null) ? `lose${s} ${items(losses)}` : `can do less with ${items(losses)}`;
  const parts = [gains > 0 ? more : '', losses > 0 ? less : ''].filter(Boolean);
  return `${name} ${parts.join(' and ')}${named(losses > 0 ? preview.losses : preview.gains)}.`;
}

/** Of several additions at once. */
export function effectOfAll(previews: readonly Preview[]): string {
  const gaining = new Set(previews.flatMap((preview) => insideOf(preview).gains.map(({ subject }) => subject.id)));
  if (gaining.size === 0) return 'This changes nothing that anybody can open.';
  return `${people(gaining.size)} gain${gaining.size === 1 ? 's' : ''} something here.`;
}
