// Which of the things in a list are chosen. Pure: a page keeps one of these and replaces it.
export type Selection = {
  ids: ReadonlySet<string>;
  /** Where a range starts: the last one that was chosen by itself. */
  anchor: string | null;
};

export const nothing: Selection = { ids: new Set(), anchor: null };

export const toggled = ({ ids }: Selection, id: string): Selection => {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
};

/** Everything from the anchor to here becomes chosen; what was chosen elsewhere stays. */
export const extended = (selection: Selection, to: string, order: readonly string[]): Selection => {
  const [a, b] = [order.indexOf(selection.anchor ?? to), order.indexOf(to)].toSorted((x, y) => x - y);
  if (a === undefined || b === undefined || a < 0) return toggled(selection, to);
  return { ids: new Set([...selection.ids, ...order.slice(a, b + 1)]), anchor: selection.anchor ?? to };
};

/** All of these, or, when they are chosen already, none. */
export const allOr = ({ ids }: Selection, order: readonly string[]): Selection =>
  order.every((id) => ids.has(id)) ? nothing : { ids: new Set(order), anchor: null };
