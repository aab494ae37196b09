// A process that answers queries, one at a time, and can be killed. It reads the databases it is told to and nothing else:
// each is opened read-only by an engine of its own that can't reach files, extensions or settings any more.
import { type DuckDBInstance, StatementType } from '@duckdb/node-api';
import type { Value } from '#contract';
import { cell } from './cells.ts';
import { openLocked } from './locked.ts';
import type { FromQueryProcess, Job, QuerySettings, Refusal, Statement, ToQueryProcess } from './messages.ts';

const settings: QuerySettings = JSON.parse(process.argv[2] ?? '{}');
type Opened = { instance: DuckDBInstance; connection: Awaited<ReturnType<DuckDBInstance['connect']>> };
/** The least recently used stands first. */
const opened = new Map<string, Opened>();
let running: { id: number; connection?: Opened['connection']; interrupted: boolean } | null = null;

class Refused extends Error {
  readonly why: Refusal;
  constructor(why: Refusal, message: string) {
    super(message);
    this.why = why;
  }
}

process.on('message', (message: ToQueryProcess) => {
  if (message.do === 'run') {
    void answer(message.id, message.job);
  } else if (running?.id === message.id) {
    running.interrupted = true;
    running.connection?.interrupt();
  }
});
// The server is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit());
say({ say: 'ready' });

function say(message: FromQueryProcess) {
  process.send?.(message);
}

async function answer(id: number, job: Job) {
  const mine = { id, interrupted: false } as NonNullable<typeof running>;
  running = mine;
  say({ say: 'started', id });
  const start = performance.now();
  try {
    const { connection } = await open(job.database);
    mine.connection = connection;
    if (mine.interrupted) throw new Refused('interrupted', 'Interrupted');
    const answers: Value[][][] = [];
    const room = { characters: job.characters };
    for (const statement of job.statements) answers.push(await read(connection, statement, room));
    say({ say: 'answer', id, answers, engineMs: Math.round((performance.now() - start) * 10) / 10 });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const why =
      error instanceof Refused
        ? error.why
        : mine.interrupted
          ? 'interrupted'
          : /^Out of Memory/i.test(text)
            ? 'memory'
            : 'engine';
    say({ say: 'refused', id, why, kind: text.split(':')[0]?.slice(0, 60) ?? '' });
  } finally {
    running = null;
  }
}

async function open(database: string): Promise<Opened> {
  const known = opened.get(database);
  if (known) {
    opened.delete(database);
    opened.set(database, known);
    return known;
  }
  for (const [oldest, { connection, instance }] of opened) {
    if (opened.size < settings.openDatabases) break;
    connection.closeSync();
    instance.closeSync();
    opened.delete(oldest);
  }
  try {
    const instance = await openLocked(database, settings);
    const fresh = { instance, connection: await instance.connect() };
    opened.set(database, fresh);
    return fresh;
  } catch (cause) {
    throw new Refused('unreadable', `Unreadable: ${cause instanceof Error ? cause.message : ''}`);
  }
}

/** Chunk by chunk, so that an answer which grows too large is given up early. */
async function read(
  connection: Opened['connection'],
  { text, values }: Statement,
  room: { characters: number },
): Promise<Value[][]> {
  const statement = await connection.prepare(text);
  try {
    // Only SELECTs are compiled. Should anything else ever come here, it ends here.
    if (statement.statementType !== StatementType.SELECT) throw new Refused('engine', 'Not a SELECT');
    statement.bind([...values]);
    const result = await statement.stream();
    const rows: Value[][] = [];
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const row of chunk.getRows()) {
        const cells = row.map(cell);
        // Numbers take about as much room as short texts.
        room.characters -= cells.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length + 3 : 8), 0);
        if (room.characters < 0) throw new Refused('too_large', 'Too large');
        rows.push(cells);
      }
    }
    return rows;
  } finally {
    statement.destroySync();
  }
}
