// A file becomes a table: kept first, told of when it could be read. Bringing one makes or changes a source, so it needs what
// that needs (access model, section 2).
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { allow, allowed, open, type Principal, requireCapability } from '#access';
import { note, touchResource } from '#access/giving/index';
import type { UploadKind } from '#analytics/index';
import { type AnswerOf, invalid, notFound, type ParamsOf, type QueryOf, type uploadFile as uploadFileRoute } from '#contract';
import { newId } from '#store/new-id';
import { read } from '../data/index.ts';
import { asking, type Deps } from '../deps.ts';
import { makeResource } from '../resources/index.ts';

const mostBytes = 500_000_000;
const kinds: Record<string, UploadKind> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.ndjson': 'json',
  '.parquet': 'parquet',
};

type Input = {
  params: ParamsOf<typeof uploadFileRoute>;
  query: QueryOf<typeof uploadFileRoute>;
  file: Readable;
  signal?: AbortSignal;
};

export const uploadFile = async (
  deps: Deps,
  principal: Principal,
  { params, query, file, signal }: Input,
): Promise<AnswerOf<typeof uploadFileRoute>> => {
  const ask = asking(deps);
  const project = await open(ask, principal, params.project, 'project');
  await allowed(ask, principal, project, 'manage_sources');
  requireCapability(principal, 'sources.manage');
  const kind = kinds[extname(query.name).toLowerCase()];
  if (!kind) throw invalid('name', 'must end in .csv, .tsv, .json or .parquet');
  const into = query.source && (await existing(deps, principal, project.id, query.source));
  const id = into || newId('res');
  const bare = query.name.slice(0, -extname(query.name).length);
  const kept = await deps.analytics.keepUpload({ id, type: 'upload', path: id }, file, {
    name: bare,
    kind,
    mostBytes,
    ...(signal && { signal }),
  });
  if (into) {
    await deps.store.transaction(async (db) => {
      const now = { db, now: deps.clock.now() };
      await touchResource(now, id);
      await note(now, principal, { action: 'source.upload', resource: id, after: { table: kept.name, rows: kept.rows } });
    });
  } else {
    await makeResource(
      deps,
      principal,
      project.id,
      {
        kind: 'source',
        name: await freeSourceName(deps, project.id, bare),
        title: query.title ?? bare,
        definition: { type: 'upload' },
      },
      id,
    );
  }
  return { source: id, table: kept.name, rows: kept.rows, columns: kept.columns };
};

const existing = async (deps: Deps, principal: Principal, project: string, id: string): Promise<string> => {
  const row = await allow(asking(deps), principal, id, 'edit', 'source');
  if (row.project_id !== project) throw notFound();
  if (read('source', row).type !== 'upload') throw invalid('source', 'takes no uploads');
  return row.id;
};

/** Two files of one name are two sources. */
const freeSourceName = async ({ store }: Deps, project: string, wanted: string): Promise<string> => {
  const name = wanted.replace(/[/:]/g, '-').slice(0, 90);
  const taken = await store.rows<{ name: string }>(
    "select lower(name) as name from resource where project_id = $1 and kind = 'source' and deleted_at is null",
    [project],
  );
  const names = new Set(taken.map((row) => row.name));
  if (!names.has(name.toLowerCase())) return name;
  for (let at = 2; ; at++) if (!names.has(`${name} ${at}`.toLowerCase())) return `${name} ${at}`;
};
