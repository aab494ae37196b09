// Flags that several commands share, and what their values mean.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Level } from '#contract';
import { WrongUsage } from './said.ts';
import type { Session } from './session.ts';

/** How an action gets at the server: made once the global flags are known. */
export type Opens = (command: Command) => Session;

export const collected = (value: string, before: string[] = []): string[] => [...before, value];

const resourceFlags = {
  explore: 'explore',
  dashboard: 'dashboard',
  canvas: 'dashboard',
  chart: 'chart',
  dataset: 'dataset',
  alert: 'alert',
  report: 'report',
} as const;
export type ResourceFlags = Partial<Record<keyof typeof resourceFlags, string[]>>;

export const withResources = (command: Command): Command => {
  for (const flag of Object.keys(resourceFlags)) {
    const same = flag === 'canvas' ? ' (the same as --dashboard)' : '';
    command.option(`--${flag} <name>`, `a ${flag} to list, by its name; repeatable${same}`, collected);
  }
  return command;
};

/** As "kind:name", in the order of the kinds. */
export const refsOf = (flags: ResourceFlags): string[] =>
  (Object.keys(resourceFlags) as (keyof typeof resourceFlags)[]).flatMap((flag) =>
    (flags[flag] ?? []).map((name) => `${resourceFlags[flag]}:${name}`),
  );

export const restrictFlag = () =>
  new Option('--restrict-resources [yes]', 'reach only what is listed; =false lifts the restriction').argParser((value) => {
    if (value === 'true' || value === 'false') return value === 'true';
    throw new InvalidArgumentError('It is true or false.');
  });

export const levelFlags = (command: Command): Command =>
  command
    .option('--level <level>', 'viewer, editor or admin')
    .addOption(new Option('--role <level>', 'the same as --level').hideHelp());

export const levelOf = (flags: { level?: string; role?: string }): Level | undefined => {
  const word = flags.level ?? flags.role;
  if (flags.level && flags.role && flags.level !== flags.role) throw new WrongUsage('--level and --role say different things.');
  if (word === undefined) return undefined;
  const level = Level.safeParse(word.toLowerCase());
  if (!level.success) throw new WrongUsage(`"${word}" is no level; levels are ${Level.options.join(', ')}.`);
  return level.data;
};

/** A day or a moment of what was, as the server takes both. */
export const dayFrom = (flag: string, date: string | undefined): string | undefined => {
  if (date === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))) return date;
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime()) || !/^\d{4}-\d{2}-\d{2}T/.test(date))
    throw new WrongUsage(`${flag} is a day like 2026-01-31 or a moment like 2026-01-31T18:00:00Z, not "${date}".`);
  return moment.toISOString();
};

/** A day ends at its end where the command runs; a moment is taken as it stands; `never` makes it last. */
export const untilOf = (date: string | undefined): string | null | undefined => {
  if (date === undefined) return undefined;
  if (date === 'never') return null;
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const moment = day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + 1) : new Date(date);
  if (Number.isNaN(moment.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(date)) {
    throw new WrongUsage(`--until is a day like 2026-12-31, a moment like 2026-12-31T18:00:00Z, or never; not "${date}".`);
  }
  return moment.toISOString();
};
