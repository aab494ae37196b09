// How reviews speak. Pure.
import type { Ending, Kind, ReasonKind, Unused } from '#contract';
import { formatDay } from '../format.ts';

export const through: Record<ReasonKind, string> = {
  direct: 'given itself',
  member: 'with the project',
  listed: 'among chosen items',
  administrator: 'with everything here',
  inside: 'through what is in it',
};

export const throughAll = (kinds: readonly ReasonKind[]): string => kinds.map((kind) => through[kind]).join(', ');

export const givenInWords = ({ given }: Pick<Ending | Unused, 'given'>): string =>
  `given ${formatDay(given.at)}${given.by ? ` by ${given.by.label}` : ''}`;

export const openedInWords = ({ lastOpened, what }: Pick<Unused, 'lastOpened' | 'what'>): string =>
  lastOpened === null
    ? what === 'membership'
      ? 'nothing in it was ever opened'
      : 'never opened'
    : `last opened ${formatDay(`${lastOpened}T12:00:00`)}`;

/** As whom it runs; of what has no data there is nothing to say. */
export const runsInWords = (kind: Kind): string => {
  if (kind === 'alert' || kind === 'report') return 'It runs as each who receives it, with their own rows.';
  const shown: readonly Kind[] = ['dashboard', 'chart', 'explore', 'dataset'];
  return shown.includes(kind) ? 'It runs as whoever looks at it, with their own rows.' : '';
};
