// What letters say. Plain text: it arrives everywhere, and nothing in a name can become markup.
import type { Letter } from './index.ts';

/** The token stands after the #, so it reaches no server's log but ours. */
export const invitationLetter = ({
  to,
  invitedBy,
  message,
  url,
  token,
}: {
  to: string;
  invitedBy: string;
  message?: string | undefined;
  url: string;
  token: string;
}): Letter => ({
  to,
  subject: `${oneLine(invitedBy)} invites you to Sightline`,
  text: [
    `${oneLine(invitedBy)} invites you to Sightline, where they share dashboards with you.`,
    ...(message ? [`  “${oneLine(message)}”`] : []),
    '',
    'Choose a password here; the link works once:',
    `${url}/invitation#${token}`,
    '',
    'If you did not expect this, you need not do anything.',
  ].join('\n'),
});

type Thing = { sentence: string; message: string; about: { kind: string; id: string } | null; answer: boolean };

/** One letter for all that somebody was told: each in a line, with what was said to it and where to find it. */
export const digestLetter = ({ to, things, url }: { to: string; things: readonly Thing[]; url: string }): Letter => {
  const [first, ...more] = things;
  return {
    to,
    subject: first && more.length === 0 ? oneLine(first.sentence) : `${things.length} things for you on Sightline`,
    text: [
      ...things.flatMap(({ sentence, message, about, answer }) => [
        oneLine(sentence),
        ...(message ? [`  “${oneLine(message)}”`] : []),
        answer ? `Answer here: ${url}/requests` : `${url}${pageOf(about)}`,
        '',
      ]),
      'You find all of it under the bell in Sightline.',
    ].join('\n'),
  };
};

const pageOf = (about: Thing['about']) => {
  if (!about) return '/requests';
  const { kind, id } = about;
  if (kind === 'project') return `/?project=${id}`;
  return ['dashboard', 'explore', 'chart', 'dataset', 'alert', 'report'].includes(kind) ? `/${kind}s/${id}` : '/';
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
