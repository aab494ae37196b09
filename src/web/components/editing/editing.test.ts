import { expect, test } from 'vitest';
import { added, begin, changed, editedFrom, onTab, redone, undone, withoutTab, withTab } from './editing.ts';

const empty = editedFrom({ title: 'Pipeline', definition: {} });
const titled = (title: string) => ({ ...empty, title });

test('every change can be undone and done again; typing on is one change', () => {
  let history = begin(empty);
  for (const title of ['P', 'Pi', 'Pip']) history = changed(history, titled(title), 'title');
  history = changed(history, added(history.now, { text: 'Hello' }, undefined));
  expect(undone(history).now).toEqual(titled('Pip'));
  expect(undone(undone(history)).now).toEqual(empty);
  expect(redone(undone(history)).now).toEqual(history.now);
  expect(undone(begin(empty)).now).toEqual(empty);
  expect(changed(history, history.now)).toBe(history);
});

test('after undoing, a new change ends what could be done again', () => {
  const history = changed(undone(changed(begin(empty), titled('A'))), titled('B'));
  expect(redone(history).now.title).toBe('B');
});

test('a new chart stands beside the last one while there is room, else below; every tile has an id of its own', () => {
  const three = ['res_a', 'res_b', 'res_c'].reduce((edited, chart) => added(edited, { chart }, undefined), empty);
  expect(three.definition.tiles.map(({ id, x, y }) => [id, x, y])).toEqual([
    ['t1', 0, 0],
    ['t2', 6, 0],
    ['t3', 0, 7],
  ]);
  expect(added(three, { text: 'T' }, undefined).definition.tiles.at(-1)).toMatchObject({ x: 0, y: 14, w: 12 });
});

test('the first tab takes along what is there; a tab that goes leaves its tiles to the one before it', () => {
  const one = added(empty, { chart: 'res_a' }, undefined);
  const two = withTab(one, 'Details');
  expect(two.definition.tabs?.map(({ title }) => title)).toEqual(['First', 'Details']);
  const [first, second] = two.definition.tabs ?? [];
  const filled = added(two, { chart: 'res_b' }, second?.id);
  expect(onTab(filled.definition.tiles, filled.definition.tabs, first?.id).map(({ id }) => id)).toEqual(['t1']);
  const without = withoutTab(filled, second?.id ?? '');
  expect(without.definition.tabs).toBeUndefined();
  expect(without.definition.tiles.map(({ id, y, tab }) => [id, y, tab])).toEqual([
    ['t1', 0, undefined],
    ['t2', 7, undefined],
  ]);
  const third = withTab(filled, 'More');
  expect(new Set(third.definition.tabs?.map(({ id }) => id)).size).toBe(3);
  expect(withoutTab(third, first?.id ?? '').definition.tiles.map(({ tab }) => tab)).toEqual([second?.id, second?.id]);
});
