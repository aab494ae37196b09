import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { openMail } from './index.ts';
import { invitationLetter } from './letters.ts';

const letter = invitationLetter({
  to: 'lea@partner.example',
  invitedBy: 'Eve\nBcc: all@example.com',
  url: 'https://sightline.example',
  token: 'a-token',
  message: 'See\nBcc: the forecast',
});

test('a letter reaches a real SMTP server, with its link, and a name cannot add a header', async () => {
  const received: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const mail = openMail({ smtpUrl: `smtp://127.0.0.1:${port}`, folder: '', from: 'sightline@example.com', log: silentLog });
  await mail.check();
  await mail.send(letter);
  mail.close();
  await new Promise<void>((closed) => server.close(() => closed()));
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(['lea@partner.example']);
  const text = received[0]?.text.replaceAll('=\r\n', '');
  expect(text).toContain('https://sightline.example/invitation#a-token');
  expect(text).toContain('See Bcc: the forecast');
  expect(received[0]?.text).not.toMatch(/^Bcc:/m);
});

test('without a server it stands in the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-mail-'));
  await openMail({ folder, from: 'sightline@example.com', log: silentLog }).send(letter);
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  expect(readFileSync(join(folder, files[0]!), 'utf8')).toContain('/invitation#a-token');
  rmSync(folder, { recursive: true });
});

test('a server that is away fails no change: the letter is logged as not sent', async () => {
  const said: string[] = [];
  const log = { ...silentLog, error: (event: string) => said.push(event) };
  await openMail({ smtpUrl: 'smtp://127.0.0.1:1', folder: '', from: 'sightline@example.com', log }).send(letter);
  expect(said).toEqual(['letter not sent']);
});
