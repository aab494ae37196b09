// The log as a table, told page by page.
import { type Principal, requireCapability, rows } from '#access';
import type { AuditEvent, exportAudit as exportAuditRoute, QueryOf } from '#contract';
import { asking, type StoreDeps } from '../deps.ts';
import { type CsvFile, lineOf } from '../exporting/index.ts';
import { type EventRow, eventsNamed } from './events.ts';
import { asked, type Filters, valuesOf } from './filters.ts';

const pageSize = 500;

export const exportAudit = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof exportAuditRoute> },
): Promise<CsvFile> => {
  requireCapability(principal, 'audit.read');
  return { name: 'audit.csv', text: lines(deps, query), more: false };
};

async function* lines(deps: StoreDeps, query: Filters): AsyncGenerator<string, void, undefined> {
  yield lineOf(columns);
  for (let before: number | null = null; ; ) {
    const ask = asking(deps);
    const page: EventRow[] = await rows<EventRow>(
      ask,
      `select * from audit_event where ${asked} and ($7::bigint is null or id < $7) order by id desc limit $8`,
      [...valuesOf(query), before, pageSize],
    );
    if (page.length > 0) yield (await eventsNamed(ask, page)).map((event) => lineOf(cellsOf(event))).join('');
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    before = last.id;
  }
}

const columns = [
  ...['entry', 'at', 'actor', 'actor id', 'action', 'subject', 'subject id', 'in', 'in id'],
  ...['resource', 'resource id', 'before', 'after', 'request id', 'as', 'as id'],
];

const cellsOf = ({ named, ...event }: AuditEvent): string[] =>
  [
    event.id,
    event.at,
    named.actor?.label,
    event.actor,
    event.action,
    named.subject?.label,
    event.subject,
    named.in?.label,
    event.in,
    named.resource && `${named.resource.kind}:${named.resource.name}`,
    event.resource,
    written(event.before),
    written(event.after),
    event.requestId,
    named.as?.label,
    event.as,
  ].map((cell) => cell ?? '');

const written = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value));
