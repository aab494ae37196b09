// A measure written as a formula: sums, counts and averages of what the dataset offers, put together with + - * /. It is no
// SQL and can't become any: names are looked up among the dataset's dimensions and measures, and every engine gets its own.
export type Expression = { readonly at: number } & (
  | { readonly number: number }
  | { readonly name: string }
  | { readonly call: string; readonly over: readonly Expression[] }
  | { readonly sign: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression }
  | { readonly minus: Expression }
);

/** `at`: the place of the letter, from 0. */
export class Misspelt extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export const aggregates = ['sum', 'avg', 'min', 'max', 'count', 'count_distinct', 'median', 'p95'] as const;
export type AggregateName = (typeof aggregates)[number];
export const isAggregate = (name: string): name is AggregateName => (aggregates as readonly string[]).includes(name);

type Token = { readonly text: string; readonly at: number };
const deepest = 50;

export function parse(text: string): Expression {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;
  const whole = sum();
  const rest = tokens[next];
  if (rest) throw new Misspelt(`“${rest.text}” isn’t expected here`, rest.at);
  return whole;

  function take(...texts: string[]): Token | null {
    const token = tokens[next];
    if (!token || !texts.includes(token.text)) return null;
    next += 1;
    return token;
  }

  function expect(closing: string) {
    if (!take(closing)) throw new Misspelt(`“${closing}” is missing here`, tokens[next]?.at ?? text.length);
  }

  function sum(): Expression {
    let left = product();
    for (let sign = take('+', '-'); sign; sign = take('+', '-'))
      left = { at: sign.at, sign: sign.text === '+' ? '+' : '-', left, right: product() };
    return left;
  }

  function product(): Expression {
    let left = single();
    for (let sign = take('*', '/'); sign; sign = take('*', '/'))
      left = { at: sign.at, sign: sign.text === '*' ? '*' : '/', left, right: single() };
    return left;
  }

  function single(): Expression {
    const token = tokens[next];
    if (!token) throw new Misspelt('Something is missing here', text.length);
    depth += 1;
    if (depth > deepest) throw new Misspelt('It is nested too deeply', token.at);
    next += 1;
    const found = from(token);
    depth -= 1;
    return found;
  }

  function from({ text: word, at }: Token): Expression {
    if (word === '-') return { at, minus: single() };
    if (word === '(') {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (/^[0-9.]/.test(word)) return { at, number: Number(word) };
    if (!/^[A-Za-z_]/.test(word)) throw new Misspelt(`“${word}” isn’t expected here`, at);
    if (!take('(')) return { at, name: word };
    const over: Expression[] = [];
    if (take(')')) return { at, call: word.toLowerCase(), over };
    do over.push(sum());
    while (take(','));
    expect(')');
    return { at, call: word.toLowerCase(), over };
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const one = /\s*(?:([0-9]+(?:\.[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|[-+*/(),])|$)/y;
  while (one.lastIndex < text.length) {
    const from = one.lastIndex;
    const found = one.exec(text);
    if (!found) {
      const at = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
      throw new Misspelt(`“${String.fromCodePoint(text.codePointAt(at) ?? 32)}” isn’t expected here`, at);
    }
    if (found[1] !== undefined) tokens.push({ text: found[1], at: one.lastIndex - found[1].length });
    else break;
  }
  return tokens;
}
