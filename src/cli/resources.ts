import type { Command } from 'commander';
import { GeneralAccess, type Resource, type ResourceItem } from '#contract';
import type { Opens } from './flags.ts';
import { everyPage, findProject, findResource, kindFrom, labelOf, pathOf } from './lookup.ts';
import { changing, type DryRun, dryRunFlag, told, trying } from './previewed.ts';
import { Failed, listed, type Row, WrongUsage } from './said.ts';

export const projectCommands = (program: Command, open: Opens) => {
  const project = program.command('project').description('Projects: what contains everything else');
  project
    .command('create')
    .description('Make a project; you become its admin')
    .argument('[name]', 'its name')
    .option('--project <name>', 'its name')
    .option('--title <title>', 'its title, if that is more than its name')
    .option('--description <text>', 'what it is for')
    .option('--default-access <access>', 'of what is made in it: project or private')
    .action(
      async (
        name: string | undefined,
        flags: { project?: string; title?: string; description?: string; defaultAccess?: string },
        command: Command,
      ) => {
        const session = open(command);
        const called = flags.project ?? name;
        if (!called) throw new WrongUsage('What shall it be called? `project create NAME`.');
        const access = flags.defaultAccess === undefined ? undefined : GeneralAccess.safeParse(flags.defaultAccess);
        if (access && !access.success) throw new WrongUsage('--default-access is project or private.');
        const answer = await session.client.createProject({
          body: {
            name: called,
            ...(flags.title !== undefined && { title: flags.title }),
            ...(flags.description !== undefined && { description: flags.description }),
            ...(access?.success && { defaultAccess: access.data }),
          },
        });
        session.say.done(`Made the project ${answer.name}; you are its admin.`, answer);
      },
    );
  project
    .command('list')
    .description('Projects in which you can see something')
    .action(async (_flags: unknown, command: Command) => {
      const session = open(command);
      const projects = await everyPage((cursor) => session.client.listProjects({ query: { limit: 200, cursor } }));
      session.say.list(
        projects.map(({ name, title, level, updatedAt }) => ({ name, title, level, updated: updatedAt })),
        projects,
      );
    });
  const named = (command: Command) => command.argument('[name]', 'the project').option('--project <name>', 'the project');
  named(project.command('show').description('One project, and what you may do with it')).action(
    async (name: string | undefined, flags: { project?: string }, command: Command) => {
      const session = open(command);
      const found = await session.client.getProject({
        params: { project: (await findProject(session, flags.project ?? name)).id },
      });
      session.say.list(facts(found), found);
    },
  );
  dryRunFlag(
    named(project.command('delete').description('Move a project and all that is in it to the trash for 30 days')),
  ).action(async (name: string | undefined, flags: { project?: string } & DryRun, command: Command) => {
    const session = open(command);
    const found = await findProject(session, flags.project ?? name);
    const answer = await session.client.deleteResource({
      params: { resource: found.id },
      query: changing(session, flags),
    });
    told(session, answer, () => `Moved the project ${found.name} to the trash for 30 days.`);
  });
};

export const resourceCommands = (program: Command, open: Opens) => {
  const resource = program.command('resource').description('Dashboards, charts, explores, datasets and the rest');
  resource
    .command('list')
    .description('What you can see, newest first')
    .option('--project <name>', 'in this project')
    .option('--kind <kind>', 'of this kind')
    .option('--search <text>', 'whose title or name has this in it')
    .action(async (flags: { project?: string; kind?: string; search?: string }, command: Command) => {
      const session = open(command);
      const project = flags.project ? (await findProject(session, flags.project)).id : undefined;
      const kind = flags.kind ? kindFrom(flags.kind) : undefined;
      const found = await everyPage((cursor) =>
        session.client.listResources({ query: { project, kind, q: flags.search, limit: 200, cursor } }),
      );
      session.say.list(
        found.map((item) => ({
          resource: pathOf(item),
          title: item.title,
          level: item.level,
          access: item.generalAccess,
          updated: item.updatedAt,
        })),
        found,
      );
    });
  const written = (command: Command) => command.argument('<resource>', 'project/kind:name');
  written(resource.command('show').description('One resource, and what you may do with it')).action(
    async (text: string, _flags: unknown, command: Command) => {
      const session = open(command);
      const found = await session.client.getResource({ params: { resource: (await findResource(session, text)).id } });
      session.say.list([...facts(found), ...running(found)], found);
    },
  );
  dryRunFlag(written(resource.command('delete').description('Move a resource to the trash for 30 days'))).action(
    async (text: string, flags: DryRun, command: Command) => {
      const session = open(command);
      const found = await findResource(session, text);
      const answer = await session.client.deleteResource({
        params: { resource: found.id },
        query: changing(session, flags),
      });
      told(session, answer, () => `Moved ${pathOf(found)} to the trash for 30 days.`);
    },
  );
  written(resource.command('restore').description('Bring a resource back from the trash, with its access'))
    .option('--name <name>', 'under another name, if its own is taken')
    .option('--dry-run', 'only tell who would gain and lose')
    .action(async (text: string, flags: { name?: string } & DryRun, command: Command) => {
      const session = open(command);
      const trash = await everyPage((cursor) => session.client.listTrash({ query: { limit: 200, cursor } }));
      const found = trash.find(
        (item) => item.id === text || pathOf(item).toLowerCase() === text.toLowerCase().replace('/canvas:', '/dashboard:'),
      );
      if (!found) throw new Failed(`There is no ${text} in the trash that you could restore.`);
      const answer = await session.client.restoreResource({
        params: { resource: found.id },
        query: trying(flags),
        body: { ...(flags.name !== undefined && { name: flags.name }) },
      });
      told(session, answer, (done) => `Restored ${pathOf(done)}, with the access it had.`);
    });
};

/** With whose rows, and what of it waits until somebody who sees it confirms it. */
const running = ({ runsAs, parts = [] }: Resource): Row[] => {
  const waiting = parts.filter(({ state }) => state !== 'runs').length;
  return [
    ...(runsAs ? [{ what: 'runs as', is: runsAs === 'viewer' ? 'whoever looks at it' : 'each who receives it' }] : []),
    ...(parts.length > 0 ? [{ what: 'parts', is: `${parts.length - waiting} run, ${waiting} do not` }] : []),
  ];
};

const facts = (item: ResourceItem): Row[] => [
  { what: 'title', is: item.title },
  { what: 'written', is: item.kind === 'project' ? item.name : pathOf(item) },
  { what: 'id', is: item.id },
  { what: 'your level', is: item.level },
  { what: 'you may', is: item.actions.join(' ') },
  ...(item.kind === 'project' ? [] : [{ what: 'general access', is: item.generalAccess }]),
  { what: 'editors', is: listed(item.editors.map(labelOf)) },
  { what: 'updated', is: item.updatedAt },
];
