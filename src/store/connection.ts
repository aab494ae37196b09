// Both stores are spoken to by the same client library over the PostgreSQL protocol, so values, errors and prepared
// statements can't differ between them. Here is what we add to it.
import pg from 'pg';

const { builtins } = pg.types;
// The library's table of types lists no arrays.
const int8Array = 1016;
const textArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0];

const int8 = (text: string) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};
const parseTextArray: (text: string) => (string | null)[] = pg.types.getTypeParser(textArray, 'text');

/** int8 is a number while that is exact, else a bigint; a date stays text, since it has no zone. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === builtins.INT8) return int8;
    if (oid === builtins.DATE) return (text: string) => text;
    if (oid === int8Array) return (text: string) => parseTextArray(text).map((item) => (item === null ? null : int8(item)));
    return pg.types.getTypeParser(oid, 'text');
  },
};

/** Texts that run as prepared statements, under their names. */
export class Names {
  #names = new Map<string, string>();
  #generation = 0;

  register(text: string): string {
    if (!this.#names.has(text)) this.#names.set(text, `named_${this.#names.size + 1}`);
    return text;
  }
  of(text: string): string | undefined {
    const name = this.#names.get(text);
    return name && `${name}_${this.#generation}`;
  }
  /** A migration changed what a prepared plan answers: the old ones stay unused until their connection ends. */
  forget() {
    this.#generation++;
  }
}

export const isStalePlan = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';

/** A client that runs registered texts by name, whoever sends them: Kysely, our own code, a library. */
export const namingClient = (names: Names) => {
  class NamingClient extends pg.Client {
    // The library's `query` has a dozen overloads; only the one with a text and values is ours to change.
    override query = ((...args: unknown[]) => {
      const [text, values, ...rest] = args;
      const name = typeof text === 'string' ? names.of(text) : undefined;
      const asked = name === undefined ? args : [{ name, text, values: values ?? [] }, ...rest];
      return Reflect.apply(pg.Client.prototype.query, this, asked);
    }) as pg.Client['query'];
  }
  return NamingClient;
};

// A failed query is told before the server says where it left the transaction; until then the status is that of before. The
// library keeps this on the client without a type for it.
const isQuiet = (client: pg.PoolClient) => (client as pg.PoolClient & { readyForQuery?: boolean }).readyForQuery !== false;

/** What Kysely needs of a pool, with nothing left open: whoever returns a connection inside a transaction leaves none behind. */
export const tidyPool = (pool: pg.Pool) => ({
  options: pool.options,
  end: () => pool.end(),
  connect: async () => {
    const client = await pool.connect();
    const release = client.release.bind(client);
    client.release = (broken?: Error | boolean) => {
      if (broken || (isQuiet(client) && client.getTransactionStatus() === 'I')) release(broken);
      else
        client.query('rollback').then(
          () => release(),
          () => release(true),
        );
    };
    return client;
  },
});
