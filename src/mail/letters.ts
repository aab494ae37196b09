// What letters say. Plain text: it arrives everywhere, and nothing in a name can become markup.
import type { Letter } from './index.ts';

/** The token stands after the #, so it reaches no server's log but ours. */
export const invitationLetter = ({
  to,
  invitedBy,
  url,
  token,
}: {
  to: string;
  invitedBy: string;
  url: string;
  token: string;
}): Letter => ({
  to,
  subject: `${oneLine(invitedBy)} invites you to Sightline`,
  text: [
    `${oneLine(invitedBy)} invites you to Sightline, where they share dashboards with you.`,
    '',
    'Choose a password here; the link works once:',
    `${url}/invitation#${token}`,
    '',
    'If you did not expect this, you need not do anything.',
  ].join('\n'),
});

/** One letter for all that somebody was told: each in a line, with where to find it. */
export const digestLetter = ({
  to,
  things,
  url,
}: {
  to: string;
  things: readonly { sentence: string; about: { kind: string; id: string } }[];
  url: string;
}): Letter => {
  const [first, ...more] = things;
  return {
    to,
    subject: first && more.length === 0 ? oneLine(first.sentence) : `${things.length} things for you on Sightline`,
    text: [
      ...things.flatMap(({ sentence, about }) => [oneLine(sentence), `${url}${pageOf(about)}`, '']),
      'You find all of it under the bell in Sightline.',
    ].join('\n'),
  };
};

const pageOf = ({ kind, id }: { kind: string; id: string }) =>
  ['dashboard', 'explore', 'chart', 'dataset'].includes(kind) ? `/${kind}s/${id}` : '/';

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
