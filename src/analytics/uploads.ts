// Files that people upload: kept in a folder of each source, once they could be read, under a name that makes a table of them.
import { createWriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { invalid, Problem, problem } from '#contract';
import type { Format } from './engines/messages.ts';
import { fileAt } from './folder.ts';
import type { SourcePlan } from './plan.ts';
import { BadFile, type Tables } from './tables.ts';

export type UploadKind = Exclude<Format, 'duckdb'>;
export type Upload = {
  /** What the table shall be called: the file's name without its ending will do. */
  name: string;
  kind: UploadKind;
  /** More bytes than this are refused. */
  mostBytes: number;
  signal?: AbortSignal;
};
export type Uploaded = { name: string; rows: number; columns: { name: string; type: string }[] };
const endings: Record<UploadKind, string> = { csv: '.csv', tsv: '.tsv', json: '.json', parquet: '.parquet' };

export const openUploads = (uploadsFolder: string, tables: Tables) => ({
  /** Nothing of it stays, and what was there before does, unless it can be read. */
  async keepUpload(source: SourcePlan, from: Readable, { name, kind, mostBytes, signal }: Upload): Promise<Uploaded> {
    if (source.type !== 'upload') throw invalid('source', 'takes no uploads');
    const table = tableName(name, kind);
    // A folder called as the source says, and no path to anywhere else.
    const named = join(uploadsFolder, basename(source.path));
    await mkdir(named, { recursive: true });
    const folder = await realpath(named);
    const destined = join(folder, table + endings[kind]);
    const arriving = join(folder, `.${table}.${process.pid}.${performance.now()}${endings[kind]}`);
    try {
      await pipeline(from, limited(mostBytes), createWriteStream(arriving), ...(signal ? [{ signal }] : []));
      const arrived = await fileAt(folder, basename(arriving));
      if (!arrived) throw problem('failed', 'The file could not be kept.');
      // Sentences call it as its uploader does. What moves there keeps its version, and needn't be read again.
      const made = await tables.table({ ...arrived, name: `${table}${endings[kind]}`, destined });
      await Promise.all(
        Object.values(endings).map((ending) => ending !== endings[kind] && rm(join(folder, table + ending), { force: true })),
      );
      await rename(arriving, destined);
      return { name: table, rows: made.rows, columns: made.columns.map(({ name, kind }) => ({ name, type: kind })) };
    } catch (thrown) {
      // Here it is what was sent that is wrong.
      if (thrown instanceof BadFile)
        throw new Problem('invalid', thrown.message, [{ field: 'file', message: thrown.message }], thrown.cause);
      throw thrown;
    } finally {
      await rm(arriving, { force: true });
    }
  },
});

function tableName(name: string, kind: UploadKind): string {
  const bare = extname(name).toLowerCase() === endings[kind] ? name.slice(0, -endings[kind].length) : name;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come in
  if (!/^[^./\\\u0000-\u001f][^/\\\u0000-\u001f]{0,119}$/.test(bare))
    throw invalid('name', 'must be a name for a table, without / and not beginning with a dot');
  return bare;
}

/** Passes on what comes, until it is too much. */
const limited = (mostBytes: number) =>
  async function* (chunks: AsyncIterable<Buffer>) {
    let left = mostBytes;
    for await (const chunk of chunks) {
      left -= chunk.length;
      if (left < 0)
        throw problem('too_large', `The file is larger than the ${Math.floor(mostBytes / 1_000_000)} MB that may be uploaded.`);
      yield chunk;
    }
  };
