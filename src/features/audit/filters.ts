// What of the log is asked for.
import type { listAudit, QueryOf } from '#contract';

export type Filters = Omit<QueryOf<typeof listAudit>, 'limit' | 'cursor'>;

/** Binds $1 to $6. */
export const asked = `
      ($1::text is null or actor_id = $1)
  and ($2::text is null or subject_id = $2 or in_id = $2)
  and ($3::text is null or resource_id = $3)
  and ($4::text is null or action like $4)
  and ($5::timestamptz is null or $5 <= at)
  and ($6::timestamptz is null or at <= $6)`;

export const valuesOf = ({ actor, subject, resource, action, from, to }: Filters): unknown[] => [
  actor ?? null,
  subject ?? null,
  resource ?? null,
  action?.replaceAll('_', '\\_').replace('*', '%') ?? null,
  from ? new Date(from.includes('T') ? from : `${from}T00:00:00Z`) : null,
  to ? new Date(to.includes('T') ? to : `${to}T23:59:59.999Z`) : null,
];
