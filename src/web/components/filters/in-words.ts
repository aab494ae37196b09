// A condition as a sentence says it. Pure.
import type { Column, Filter, Value } from '#contract';
import { formatValue } from '../format.ts';

type Named = Pick<Column, 'name' | 'label' | 'type'>;

export const conditionInWords = (filter: Filter, fields: readonly Named[] = []): string => {
  const inner = (one: Filter) => conditionInWords(one, fields);
  if ('and' in filter) return filter.and.map(inner).join(' and ') || 'anything holds';
  if ('or' in filter) return filter.or.map(inner).join(' or ') || 'nothing holds';
  if ('not' in filter) return `not (${inner(filter.not)})`;
  const field = fields.find(({ name }) => name === filter.field);
  const called = field?.label ?? filter.field;
  const said = (value: Value | undefined) => (field ? formatValue(value, field) : String(value ?? 'nothing'));
  if ('in' in filter) return `${called} is ${anyOf(filter.in.map(said))}`;
  if ('notIn' in filter) return `${called} is not ${anyOf(filter.notIn.map(said))}`;
  if ('contains' in filter) return `${called} contains “${filter.contains}”`;
  const bounds = [
    ...(filter.min === undefined ? [] : [`at least ${said(filter.min)}`]),
    ...(filter.max === undefined ? [] : [`below ${said(filter.max)}`]),
  ];
  return `${called} is ${bounds.join(' and ') || 'anything'}`;
};

const most = 5;
const anyOf = (names: readonly string[]) => {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return shown.length < 2 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
};
