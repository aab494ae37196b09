// What the organization has set for itself.
import type { Command } from 'commander';
import { type Organization, updateOrganization } from '#contract';
import type { Opens } from './flags.ts';
import { listed, WrongUsage } from './said.ts';

export const settingsCommands = (program: Command, open: Opens) => {
  const settings = program.command('settings').description('What the organization has set for itself');
  settings
    .command('get')
    .description('All settings, or one')
    .argument('[setting]', 'its name')
    .action(async (name: string | undefined, _flags: unknown, command: Command) => {
      const session = open(command);
      const key = name === undefined ? undefined : settingNamed(name);
      const answer = await session.client.getOrganization();
      if (key) return session.say.done(inWords(answer[key]), answer[key]);
      session.say.list(
        Object.entries(answer).map(([setting, value]) => ({ setting, is: inWords(value) })),
        answer,
      );
    });
  settings
    .command('set')
    .description('Change a setting; for administrators')
    .argument('<setting>', 'its name, as `settings get` shows it')
    .argument('<value>', 'its value; several are written with commas, and "none" is none')
    .action(async (name: string, value: string, _flags: unknown, command: Command) => {
      const session = open(command);
      const key = settingNamed(name);
      const answer = await session.client.updateOrganization({ body: bodyOf(key, value) });
      session.say.done(`${key} is now ${inWords(answer[key])}.`, answer);
    });
};

const settable = Object.keys(updateOrganization.body.shape) as (keyof Organization)[];

/** Also as it is written in flags: `time-zone`. */
const settingNamed = (word: string): keyof Organization => {
  const found = settable.find((key) => key.toLowerCase() === word.replaceAll(/[-_]/g, '').toLowerCase());
  if (!found) throw new WrongUsage(`"${word}" is no setting; they are ${listed(settable)}.`);
  return found;
};

/** The first reading of the text that the contract takes for this setting. */
const bodyOf = (key: keyof Organization, text: string) => {
  const readings: unknown[] = [
    ...(text === 'none' ? [null, []] : []),
    ...(/^(true|false)$/.test(text) ? [text === 'true'] : []),
    ...(/^\d+$/.test(text) ? [Number(text)] : []),
    text,
    text.split(',').map((part) => part.trim()),
  ];
  for (const reading of readings) {
    const tried = updateOrganization.body.safeParse({ [key]: reading });
    if (tried.success) return tried.data;
  }
  throw new WrongUsage(`"${text}" can’t be ${key}.`);
};

const inWords = (value: Organization[keyof Organization]): string => {
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return value === null ? 'none' : String(value);
};
