// Asking the store: where, and as of which moment. Decisions read committed data at the time of the request; nothing is kept.
import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from '#store/tables';

export type Db = Kysely<Tables>;
/** A question's place and moment: the store, or the transaction it must see the writes of. */
export type Ask = { readonly db: Db; readonly now: Date };

export const rows = async <Row>({ db }: Ask, text: string, values: readonly unknown[]): Promise<Row[]> =>
  (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
