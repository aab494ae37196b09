// SQL as a value: text that stands in this program, with values that are always bound. Nothing that a person wrote can become
// text: columns are called c0, c1, … wherever a query speaks of them. Only what a database's own catalog calls its tables and
// columns is written out, quoted.
export type Bound = string | number | bigint | boolean;
/** `c` a table's column, `d` a dimension, `m` a measure, `p` its value in the period compared with. */
type Prefix = 'c' | 'd' | 'm' | 'p';

export class Sql {
  /** Always one more than `values`. */
  readonly texts: readonly string[];
  readonly values: readonly Bound[];
  private constructor(texts: readonly string[], values: readonly Bound[]) {
    this.texts = texts;
    this.values = values;
  }

  /** The program's own words around other pieces. */
  static of(words: TemplateStringsArray, pieces: readonly Sql[]): Sql {
    const texts = [words[0] ?? ''];
    const values: Bound[] = [];
    const write = (text: string) => {
      texts[texts.length - 1] += text;
    };
    pieces.forEach((piece, at) => {
      piece.texts.forEach((text, part) => {
        if (part > 0) texts.push('');
        write(text);
      });
      values.push(...piece.values);
      write(words[at + 1] ?? '');
    });
    return new Sql(texts, values);
  }

  static bound(value: Bound): Sql {
    return new Sql(['', ''], [value]);
  }

  static numbered(prefix: Prefix, at: number): Sql {
    return new Sql([`${prefix}${Math.trunc(at)}`], []);
  }

  static quoted(name: string): Sql {
    return new Sql([`"${name.replaceAll('"', '""')}"`], []);
  }

  /** With $1, $2, … where values go. */
  get text(): string {
    return this.texts.reduce((text, next, at) => `${text}$${at}${next}`);
  }
}

export const sql = (words: TemplateStringsArray, ...pieces: Sql[]): Sql => Sql.of(words, pieces);
export const bound = (value: Bound): Sql => Sql.bound(value);
export const quoted = (name: string): Sql => Sql.quoted(name);
export const numbered = (prefix: Prefix, at: number): Sql => Sql.numbered(prefix, at);

export const join = (pieces: readonly Sql[], between: Sql): Sql =>
  pieces.reduce((all, piece, at) => (at === 0 ? piece : sql`${all}${between}${piece}`), sql``);
export const list = (pieces: readonly Sql[]): Sql => join(pieces, sql`, `);
