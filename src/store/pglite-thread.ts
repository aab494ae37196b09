// The near side of the PGlite thread: a stream that the PostgreSQL client takes for its socket.
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './pglite-worker.ts';

export type PgliteThread = {
  /** For one connection of the client; ending it ends nothing here. */
  connect(): Duplex;
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
};

export const startPglite = async (options: { dir?: string; from?: string }): Promise<PgliteThread> => {
  const worker = new Worker(new URL(`./pglite-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), {
    workerData: options,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const open = new Map<number, SocketLike>();
  let sessions = 0;
  let gone: Error | undefined;

  const send = (message: ToWorker) => worker.postMessage(message);
  const answer = <Kind extends FromWorker['kind']>(kind: Kind) =>
    new Promise<Extract<FromWorker, { kind: Kind }>>((resolve, reject) => {
      const settle = (error?: Error, message?: FromWorker) => {
        worker.off('message', heard);
        worker.off('error', settle);
        worker.off('exit', ended);
        if (message) resolve(message as Extract<FromWorker, { kind: Kind }>);
        else reject(error);
      };
      const heard = (message: FromWorker) => {
        if (message.kind === kind) settle(undefined, message);
        if (message.kind === 'broken') settle(new Error(`The embedded store failed: ${message.message}`));
      };
      const ended = () => settle(new Error('The embedded store ended unexpectedly.'));
      worker.on('message', heard);
      worker.on('error', settle);
      worker.on('exit', ended);
    });
  const lose = (error: Error) => {
    gone ??= error;
    for (const socket of open.values()) socket.destroy(gone);
  };

  await answer('ready');
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'bytes') open.get(message.session)?.push(message.bytes);
    if (message.kind === 'broken') lose(new Error(`The embedded store failed: ${message.message}`));
  });
  worker.on('error', lose);
  worker.on('exit', () => lose(new Error('The embedded store has ended.')));

  return {
    connect: () => {
      const session = ++sessions;
      const socket = new SocketLike({
        send: (bytes) => send({ kind: 'bytes', session, bytes }),
        ended: () => open.delete(session),
      });
      open.set(session, socket);
      if (gone) socket.destroy(gone);
      else send({ kind: 'begin', session });
      return socket;
    },
    dump: async () => {
      const dumped = answer('dumped');
      send({ kind: 'dump' });
      return (await dumped).bytes;
    },
    close: async () => {
      if (!gone) {
        const closed = answer('closed');
        send({ kind: 'close' });
        await closed;
      }
      await worker.terminate();
    },
  };
};

/** Collects what the client writes into whole requests: PGlite wants each in one piece, up to the message that asks for an answer. */
class SocketLike extends Duplex {
  #to: { send: (bytes: Uint8Array) => void; ended: () => void };
  #pending: Buffer = Buffer.alloc(0);
  #started = false;

  constructor(to: { send: (bytes: Uint8Array) => void; ended: () => void }) {
    super();
    this.#to = to;
  }

  // What the client does to a real socket.
  connect() {
    setImmediate(() => this.emit('connect'));
    return this;
  }
  setNoDelay() {
    return this;
  }
  setKeepAlive() {
    return this;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }

  override _read() {}
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.#take(chunk);
    done();
  }
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void) {
    this.#take(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }
  override _final(done: (error?: Error | null) => void) {
    this.push(null);
    done();
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    this.#to.ended();
    done(error);
  }

  #take(chunk: Buffer) {
    this.#pending = this.#pending.length ? Buffer.concat([this.#pending, chunk]) : chunk;
    const end = this.#started ? lastAskingMessage(this.#pending) : startupMessage(this.#pending);
    if (end === 0) return;
    this.#started = true;
    // Copied, because the client reuses its write buffers.
    const bytes = new Uint8Array(this.#pending.subarray(0, end));
    this.#pending = this.#pending.subarray(end);
    // The goodbye would end the one backend that there is.
    if (bytes[0] !== terminate || bytes.length !== 5) this.#to.send(bytes);
  }
}

const terminate = 'X'.charCodeAt(0);
/** Simple query, Sync, Flush, Terminate, CopyDone, CopyFail, password. */
const asking = new Set([...'QSHXcfp'].map((letter) => letter.charCodeAt(0)));

/** The first message has no type, only its length. */
const startupMessage = (bytes: Buffer) => (bytes.length >= 4 && bytes.length >= bytes.readInt32BE(0) ? bytes.readInt32BE(0) : 0);

/** Where the last whole message ends that the server answers at once; 0 if there is none yet. */
const lastAskingMessage = (bytes: Buffer) => {
  let end = 0;
  for (let at = 0; at + 5 <= bytes.length; ) {
    const next = at + 1 + bytes.readInt32BE(at + 1);
    if (next > bytes.length) break;
    if (asking.has(bytes[at] ?? 0)) end = next;
    at = next;
  }
  return end;
};
