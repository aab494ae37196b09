// The thread in which PGlite lives: bytes of the PostgreSQL protocol in, bytes out, one message at a time. It knows no
// statements and no transactions; who may speak when is settled by the pool of one connection in front of it.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

export type ToWorker =
  | { kind: 'bytes'; session: number; bytes: Uint8Array }
  | { kind: 'begin'; session: number }
  | { kind: 'dump' }
  | { kind: 'close' };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'bytes'; session: number; bytes: Uint8Array }
  | { kind: 'dumped'; bytes: Uint8Array }
  | { kind: 'closed' }
  | { kind: 'broken'; message: string };

const port = parentPort;
if (!port) throw new Error('pglite-worker runs as a worker thread only');
const { dir, from } = workerData as { dir?: string; from?: string };
const answer = (message: FromWorker, bytes?: Uint8Array<ArrayBuffer>) => port.postMessage(message, bytes ? [bytes.buffer] : []);

try {
  const engine = new PGlite({
    ...(dir ? { dataDir: dir } : {}),
    ...(from ? { loadDataDir: new Blob([readFileSync(from)], { type: 'application/x-tar' }) } : {}),
  });
  await engine.waitReady;
  let turn = Promise.resolve();
  port.on('message', (message: ToWorker) => {
    turn = turn.then(() => handle(engine, message)).catch(broken);
  });
  answer({ kind: 'ready' });
} catch (error) {
  broken(error);
}

async function handle(engine: PGlite, message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'bytes': {
      // Copied: what PGlite answers is a view of its own memory.
      const bytes = new Uint8Array(await engine.execProtocolRaw(message.bytes));
      return answer({ kind: 'bytes', session: message.session, bytes }, bytes);
    }
    case 'begin':
      // There is one backend for ever: what a former connection left in it must not greet the next.
      if (engine.isInTransaction()) await engine.exec('rollback');
      await engine.exec('discard all');
      // As for PostgreSQL, in open.ts.
      await engine.exec('set plan_cache_mode = force_generic_plan');
      return;
    case 'dump': {
      const dump = await engine.dumpDataDir('none');
      const bytes = new Uint8Array(await dump.arrayBuffer());
      return answer({ kind: 'dumped', bytes }, bytes);
    }
    case 'close':
      await engine.close();
      return answer({ kind: 'closed' });
  }
}

function broken(error: unknown) {
  answer({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
}
