// Of which field a fault is, as people call it: "measures.1.expression" is "Late flights: ". Pure.
import type { Fields } from './fields.ts';

export function nameOf(field: string, fields: Fields | undefined): string {
  const [, of, at] = /^(dimensions|measures)\.(\d+)/.exec(field) ?? [];
  const one = of === 'dimensions' ? fields?.dimensions[Number(at)] : of === 'measures' ? fields?.measures[Number(at)] : undefined;
  return one ? `${one.label ?? one.name}: ` : '';
}
