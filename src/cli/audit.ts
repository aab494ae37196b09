import type { Command } from 'commander';
import type { Opens } from './flags.ts';
import { findResource, findSubject, nameOf, pathOf } from './lookup.ts';
import { WrongUsage } from './said.ts';
import type { Session } from './session.ts';

export const auditCommand = (program: Command, open: Opens) => {
  program
    .command('audit')
    .description('Every change of access, newest first')
    .option('--resource <resource>', 'of this one: project/kind:name')
    .option('--subject <subject>', 'about this one: user:EMAIL-or-login, group:NAME or role:NAME')
    .option('--limit <n>', 'at most this many', '50')
    .action(async (flags: { resource?: string; subject?: string; limit: string }, command: Command) => {
      const session = open(command);
      const limit = Number(flags.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new WrongUsage('--limit is a whole number from 1 to 200.');
      const resource = flags.resource ? (await findResource(session, flags.resource)).id : undefined;
      const subject = flags.subject ? (await findSubject(session, flags.subject)).id : undefined;
      const answer = await session.client.listAudit({ query: { resource, subject, limit } });
      const names =
        session.say.format === 'human'
          ? await namesOf(
              session,
              answer.items.flatMap(({ actor, subject: about, resource: on }) => [actor, about, on]),
            )
          : new Map<string, string>();
      const named = (id: string | null) => (id === null ? '' : (names.get(id) ?? id));
      session.say.list(
        answer.items.map(({ at, actor, action, subject: about, resource: on, before, after }) => ({
          at,
          actor: named(actor),
          action,
          subject: named(about),
          resource: named(on),
          // What people read says what came of it; machines get both sides.
          ...(session.say.format !== 'human' && { before: short(before) }),
          after: short(after),
        })),
        answer.items,
      );
    });
};

/** As people know them; what is gone, or hidden, stays an id. */
const namesOf = async ({ client }: Session, ids: readonly (string | null)[]): Promise<Map<string, string>> => {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    if (id === null) continue;
    const ask: Record<string, () => Promise<string>> = {
      usr: async () => nameOf(await client.getUser({ params: { user: id } })),
      grp: async () => (await client.getGroup({ params: { group: id } })).name,
      rol: async () => (await client.getRole({ params: { role: id } })).name,
      prj: async () => (await client.getProject({ params: { project: id } })).name,
      res: async () => pathOf(await client.getResource({ params: { resource: id } })),
    };
    const name = await ask[id.slice(0, 3)]?.().catch(() => undefined);
    if (name) names.set(id, name);
  }
  return names;
};

const short = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value));
