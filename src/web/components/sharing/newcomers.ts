// Who has no account yet: an address that was typed. It stands beside people in the box, and an invitation goes out on sharing.
import { Email, type Level, type Subject } from '#contract';
import { api } from '../../data/api.ts';
import { listing } from '../format.ts';
import { given } from './words.ts';

/** Ids of people hold no @, so an address can stand in for one until there is one. */
export const newcomer = (address: string): Subject => ({
  id: address.toLowerCase(),
  kind: 'user',
  label: address.toLowerCase(),
  detail: address.toLowerCase(),
  status: 'invited',
});
export const isNewcomer = (subject: Subject) => subject.id.includes('@');
export const isAddress = (text: string) => Email.safeParse(text).success;

/** What couldn't be done for some of several, by whom it was meant for; the rest is done. */
export class SomeFailed extends Error {
  readonly failures: readonly { subject: Subject; error: unknown }[];
  constructor(failures: SomeFailed['failures']) {
    super(`${failures.length} failed`);
    this.failures = failures;
  }
}

type Gift =
  | { resource: string; level: Level; expiresAt?: string | undefined; notify?: boolean; message?: string | undefined }
  | { project: string; level: Level; restricted: boolean };

/** One letter each: an address that is refused takes nothing from the others. */
export async function inviteAll(newcomers: readonly Subject[], gift: Gift): Promise<void> {
  const failures: { subject: Subject; error: unknown }[] = [];
  for (const subject of newcomers) {
    try {
      await api.invite({ body: { email: subject.id, ...gift } });
    } catch (error) {
      failures.push({ subject, error });
    }
  }
  if (failures.length > 0) throw new SomeFailed(failures);
}

/** "Sam can open this now. gus@x.example is invited." */
export const givenOrInvited = (subjects: readonly Subject[], level: Level): string => {
  const here = subjects.filter((subject) => !isNewcomer(subject));
  const invited = subjects.filter(isNewcomer).map(({ label }) => label);
  return [
    here.length > 0 ? given(here, level) : '',
    invited.length > 0 ? `${listing(invited)} ${invited.length === 1 ? 'is' : 'are'} invited.` : '',
  ]
    .filter(Boolean)
    .join(' ');
};
