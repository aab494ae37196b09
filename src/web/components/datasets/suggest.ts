// A table's columns as dimensions and measures that most people would make of them. Pure.
import type { Dimension, Measure, ValueType } from '#contract';

export type TableColumn = { name: string; type: string };
export type Suggested = { time: string | undefined; dimensions: Dimension[]; measures: Measure[] };

const types: Record<string, ValueType> = {
  text: 'string',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'time',
};
export const typeOf = (type: string): ValueType => types[type] ?? 'string';
/** Numbers that name something: nobody adds them up. */
const names = /(^|_|\b)(id|no|nr|number|code|zip|postcode|year|month|day|week|hour|phone)$/i;
/** Numbers that are shares or heights: their average says something, their sum doesn't. */
const averaged =
  /(rate|ratio|share|percent|pct|avg|average|mean|price|score|temperature|temp|age|latitude|longitude|lat|lon)(_|\b|$)/i;

export function suggest(columns: readonly TableColumn[]): Suggested {
  const taken = new Set<string>();
  const free = (wanted: string) => {
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted.slice(0, 59)}_${n}`;
    taken.add(name);
    return name;
  };
  const dimensions: Dimension[] = [];
  const measures: Measure[] = [{ name: free('rows'), label: 'Rows', aggregate: 'count', format: 'integer' }];
  for (const { name, type } of columns) {
    const spoken = spokenOf(name);
    if ((type === 'integer' || type === 'decimal') && !names.test(name)) {
      const mean = averaged.test(name);
      measures.push({
        name: free(`${mean ? 'average' : 'total'}_${fieldNameOf(name)}`.slice(0, 63)),
        label: `${mean ? 'Average' : 'Total'} ${spoken.toLowerCase()}`,
        aggregate: mean ? 'avg' : 'sum',
        column: name,
        ...(type === 'integer' && !mean && { format: 'integer' as const }),
      });
    } else {
      dimensions.push({ name: free(fieldNameOf(name)), label: spoken, column: name, type: typeOf(type) });
    }
  }
  const time = dimensions.find(({ type }) => type === 'time') ?? dimensions.find(({ type }) => type === 'date');
  return { time: time?.name, dimensions, measures };
}

/** Letters, digits and _ of a column's name; one that begins with a digit gets a letter before it. */
export const fieldNameOf = (column: string): string => {
  const bare = column
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return /^[a-z_]/.test(bare) ? bare : `c_${bare}`.replace(/_$/, '');
};

export const spokenOf = (column: string): string => {
  const words = column
    .replace(/[_\s]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
