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

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
