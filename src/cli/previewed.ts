// What a change of access would do, told instead of done: `--dry-run` on every command that changes access.
import type { Command } from 'commander';
import type { Preview } from '#contract';
import { labelOf } from './lookup.ts';
import { counted } from './said.ts';
import type { Session } from './session.ts';

export type DryRun = { dryRun?: boolean };

export const dryRunFlag = (command: Command): Command => command.option('--dry-run', 'only tell who would gain and lose');

/** The query of a change: what --force and --dry-run make of it. */
export const changing = ({ force }: Session, { dryRun }: DryRun) => ({
  preview: dryRun || undefined,
  force: force || undefined,
});
/** Of changes that nobody needs to force. */
export const trying = ({ dryRun }: DryRun) => ({ preview: dryRun || undefined });

const isPreview = (answer: object): answer is Preview => 'gains' in answer && 'losses' in answer && 'counts' in answer;

/** Says what was done, or, of a dry run, what would have been. */
export const told = <Answer extends object>(
  { say }: Session,
  answer: Answer | Preview,
  done: (answer: Answer) => string,
): void => {
  if (isPreview(answer)) say.done(inWords(answer), answer);
  else say.done(done(answer as Answer), answer);
};

/** Of several changes each is told on its own; together they may come to less. */
export const toldEach = (session: Session, changes: readonly { label: string; answer: object }[], done: () => string): void => {
  const previews = changes.flatMap(({ label, answer }) => (isPreview(answer) ? [{ label, answer }] : []));
  if (previews.length === 0) {
    session.say.done(done(), changes.at(-1)?.answer);
    return;
  }
  const lines = previews.map(({ label, answer }) => (previews.length > 1 ? `${label}:\n${inWords(answer)}` : inWords(answer)));
  session.say.done(lines.join('\n'), previews.length > 1 ? previews.map(({ answer }) => answer) : previews[0]?.answer);
};

const inWords = ({ gains, losses, counts }: Preview): string => {
  if (gains.length + losses.length + counts.gains + counts.losses === 0) return 'Nothing would change.';
  const on = new Set([...gains, ...losses].map(({ resource }) => resource.id)).size > 1;
  const line = (sign: string) => (change: Preview['gains'][number]) =>
    `${sign} ${labelOf(change.subject)}${on ? ` on ${change.resource.kind}:${change.resource.name}` : ''}: ${change.from ?? 'no access'} → ${change.to ?? 'no access'}`;
  return [
    ...gains.map(line('+')),
    ...losses.map(line('-')),
    `${counts.gains} would gain, ${counts.losses} would lose; ${counted(counts.people, 'person', 'people')} could see it. Nothing was changed.`,
  ].join('\n');
};
