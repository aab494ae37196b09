// Attributes as they are typed: a name, what kind of value it is, and the value as text. Pure.
export type Attribute = string | number | boolean | string[];
export type Typed = { name: string; is: 'text' | 'list' | 'number' | 'yes or no'; text: string; list: string[] };

export const blank: Typed = { name: '', is: 'text', text: '', list: [] };

export const typedOf = (attributes: Readonly<Record<string, unknown>>): Typed[] =>
  Object.entries(attributes).map(([name, value]) => {
    if (Array.isArray(value)) return { name, is: 'list', text: '', list: value.map(String) };
    const is = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'yes or no' : 'text';
    return { name, is, text: String(value), list: [] };
  });

/** Or what is wrong with it, in a sentence. Rows without a name are nobody's. */
export function attributesOf(rows: readonly Typed[]): Record<string, Attribute> | string {
  const named = rows.filter(({ name }) => name.trim() !== '');
  const names = named.map(({ name }) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) return `“${twice}” stands there twice.`;
  const wrong = named.find(({ is, text }) => is === 'number' && (text.trim() === '' || !Number.isFinite(Number(text))));
  if (wrong) return `“${wrong.name.trim()}” is no number.`;
  return Object.fromEntries(named.map((row) => [row.name.trim(), typedValue(row)]));
}

function typedValue({ is, text, list }: Typed): Attribute {
  switch (is) {
    case 'list':
      return list;
    case 'number':
      return Number(text);
    case 'yes or no':
      return text === 'true';
    case 'text':
      return text;
  }
}

export const attributeInWords = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === true ? 'Yes' : value === false ? 'No' : String(value);
