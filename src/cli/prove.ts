// Who can see something, worked out anew from what was given and held to what the server decides.
import type { Command } from 'commander';
import type { Opens } from './flags.ts';
import { findResource, labelOf, pathOf } from './lookup.ts';
import { counted, Failed } from './said.ts';

export const proveCommand = (access: Command, open: Opens) => {
  access
    .command('prove')
    .description('Work out anew who can see a resource, from nothing but what was given, and compare')
    .argument('<resource>', 'project/kind:name')
    .action(async (written: string, _flags: unknown, command: Command) => {
      const session = open(command);
      const found = await findResource(session, written);
      const answer = await session.client.proveAccess({ params: { resource: found.id } });
      const { items, people, proven } = answer;
      session.say.list(
        items.map(({ subject, decided, derived, explained }) => ({ who: labelOf(subject), decided, derived, explained })),
        answer,
      );
      if (!proven) throw new Failed(`Who can see ${pathOf(found)} is not what the rule makes of what was given.`);
      session.say.progress(
        `Proven: of ${counted(people, 'active person', 'active people')}, ${items.length} can see ${pathOf(found)}, and each the same by all three.`,
      );
    });
};
