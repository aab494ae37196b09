// Letters: through an SMTP server, or into a folder, a file each, where there is none.
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Log } from '#log';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };
export type Mail = { send(letter: Letter): Promise<void>; check(): Promise<void>; close(): void };

export type MailOptions = {
  readonly smtpUrl?: string | undefined;
  readonly folder: string;
  readonly from: string;
  readonly log: Log;
};

/** A letter that can't be sent is logged and never fails what it was about: a share stands without its mail. */
export const openMail = ({ smtpUrl, folder, from, log }: MailOptions): Mail => {
  // Without a server nodemailer writes the message it would have sent.
  const transport = smtpUrl
    ? createTransport(smtpUrl)
    : createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    send: async (letter) => {
      try {
        const sent = await transport.sendMail({ from, ...letter });
        if (!smtpUrl) await keep(folder, sent as unknown as { message: Buffer });
      } catch (error) {
        log.error('letter not sent', { subject: letter.subject, why: error instanceof Error ? error.message : String(error) });
      }
    },
    check: async () => {
      if (smtpUrl) await transport.verify();
    },
    close: () => transport.close(),
  };
};

const keep = async (folder: string, { message }: { message: Buffer }) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`), message, {
    mode: 0o600,
  });
};
