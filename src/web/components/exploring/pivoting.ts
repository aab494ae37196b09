// Moving fields about on a pivot. Pure.
import type { PivotFields } from './state.ts';

export type Zone = keyof PivotFields;
/** As many as one query groups by, and lays across. */
const most = { down: 6, across: 3 };

export const removed = ({ rows, columns, measures }: PivotFields, name: string): PivotFields => {
  const rest = (names: string[]) => names.filter((one) => one !== name);
  return { rows: rest(rows), columns: rest(columns), measures: rest(measures) };
};

/** From wherever it was; what there is no room for stays out. */
export function placed(pivot: PivotFields, zone: Zone, name: string, before?: string): PivotFields {
  const left = removed(pivot, name);
  const at = before ? left[zone].indexOf(before) : -1;
  const next = { ...left, [zone]: left[zone].toSpliced(at === -1 ? left[zone].length : at, 0, name) };
  const fits = next.columns.length <= most.across && next.rows.length + next.columns.length <= most.down;
  return fits ? next : pivot;
}
