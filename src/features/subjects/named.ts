// What groups and roles have in common: a name that nothing else of the kind has, and some that come with the product.
import { type Ask, rows } from '#access';
import { Problem, problem } from '#contract';

export const requireOurs = ({ built_in, name }: { built_in: boolean; name: string }): void => {
  if (built_in) throw problem('invalid', `“${name}” is built in; it can't be changed or deleted.`);
};

const tables = { group: 'user_group', role: 'role' } as const;

export const requireFreeName = async (ask: Ask, of: keyof typeof tables, name: string, except?: string): Promise<void> => {
  const [taken] = await rows(ask, `select 1 from ${tables[of]} where lower(name) = lower($1) and id is distinct from $2`, [
    name,
    except ?? null,
  ]);
  if (taken) throw new Problem('conflict', `There is already a ${of} named “${name}”.`, [{ field: 'name', message: 'is taken' }]);
};
