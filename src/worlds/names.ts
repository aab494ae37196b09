// Names of a file → ids in the store. Whatever existed at any time during the file counts as known.
import { type Ask, rows } from '#access';

/** An id of nothing, for what a step names that isn't there: the code shall answer as it does for any such id. */
const nobody = { user: 'usr_00000000000000000000', group: 'grp_00000000000000000000', role: 'rol_00000000000000000000' };
export const nothing = 'res_00000000000000000000';
export const noProject = 'prj_00000000000000000000';

export class Names {
  readonly #everKnown = new Set<string>();
  readonly #ask: () => Ask;
  constructor(ask: () => Ask) {
    this.#ask = ask;
  }

  /** user:…, group:… or role:… */
  async subject(name: string): Promise<string | undefined> {
    const [kind, ...rest] = name.split(':');
    const text = {
      user: 'select id from app_user where lower(login) = lower($1)',
      group: 'select id from user_group where lower(name) = lower($1)',
      role: 'select id from role where lower(name) = lower($1)',
    }[kind as 'user' | 'group' | 'role'];
    const [found] = await rows<{ id: string }>(this.#ask(), text, [rest.join(':')]);
    if (found) this.#everKnown.add(name.toLowerCase());
    return found?.id;
  }

  async subjectOrNobody(name: string): Promise<string> {
    return (await this.subject(name)) ?? nobody[name.split(':')[0] as keyof typeof nobody];
  }

  async project(name: string): Promise<string | undefined> {
    const [found] = await rows<{ id: string }>(
      this.#ask(),
      "select id from resource where kind = 'project' and lower(name) = lower($1) order by deleted_at desc nulls first limit 1",
      [name],
    );
    return found?.id;
  }

  /** project/kind:name; what is live before what is in the trash, the latest first. */
  async resource(ref: string): Promise<string | undefined> {
    const { project, kind, name } = split(ref);
    const projectId = await this.project(project);
    if (!projectId) return undefined;
    if (kind === 'project') return name.toLowerCase() === project.toLowerCase() ? projectId : undefined;
    const [found] = await rows<{ id: string }>(
      this.#ask(),
      `select id from resource where project_id = $1 and kind = $2 and lower(name) = lower($3)
        order by deleted_at desc nulls first limit 1`,
      [projectId, kind, name],
    );
    return found?.id;
  }

  /** Remembers what exists now, so that tests may name it after it is gone. */
  async remember(): Promise<void> {
    for (const name of (await this.refs()).values()) this.#everKnown.add(name.toLowerCase());
    for (const name of (await this.subjects()).values()) this.#everKnown.add(name.toLowerCase());
  }

  isKnown(name: string): boolean {
    return this.#everKnown.has(name.toLowerCase());
  }

  /** Ids → project/kind:name. */
  async refs(): Promise<Map<string, string>> {
    const found = await rows<{ id: string; ref: string }>(
      this.#ask(),
      "select r.id, p.name || '/' || r.kind || ':' || r.name as ref from resource r join resource p on p.id = r.project_id",
      [],
    );
    return new Map(found.map(({ id, ref }) => [id, ref]));
  }

  /** Ids → user:LOGIN, group:NAME, role:NAME. */
  async subjects(): Promise<Map<string, string>> {
    const found = await rows<{ id: string; name: string }>(
      this.#ask(),
      `select s.id, s.kind || ':' || coalesce(u.login, g.name, o.name) as name
         from subject s
         left join app_user u on u.id = s.id
         left join user_group g on g.id = s.id
         left join role o on o.id = s.id`,
      [],
    );
    return new Map(found.map(({ id, name }) => [id, name]));
  }
}

export const split = (ref: string): { project: string; kind: string; name: string } => {
  const [project = '', rest = ''] = ref.split('/');
  const [kind = '', ...name] = rest.split(':');
  return { project, kind: kind === 'canvas' ? 'dashboard' : kind, name: name.join(':') };
};
