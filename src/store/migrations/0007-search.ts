// Finding a rare word in a million titles without reading them: an index of each three letters in a row. The same on both
// stores, and needing no extension that an operator may not be allowed to add.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  `create function trigrams(variadic texts text[]) returns text[] language sql immutable parallel safe as $$
     select array(select distinct substr(lower(one), at, 3)
                    from unnest(texts) one
                   cross join lateral generate_series(1, length(lower(one)) - 2) at) $$`,
  'create index resource_trigrams on resource using gin (trigrams(title, name))',
];
