import { expect, test } from 'vitest';
import type { Tile } from '#contract';
import { moved, placesOf, putPlaces, without } from './layout.ts';

const tiles: Tile[] = [
  { id: 'a', x: 0, y: 0, w: 6, h: 4, chart: 'res_a' },
  { id: 'b', x: 0, y: 4, w: 12, h: 3, text: 'Hello' },
];

test('tiles take the places that the grid gives them', () => {
  expect(putPlaces(tiles, [{ i: 'a', x: 6, y: 0, w: 6, h: 5 }])[0]).toMatchObject({ x: 6, h: 5, chart: 'res_a' });
  expect(placesOf([{ id: 'c', x: 8, y: 0, w: 12, h: 2, text: '' }])[0]).toMatchObject({ x: 8, w: 4 });
});

test('arrow keys move and size within the columns', () => {
  expect(moved(tiles, 'a', { x: -1 })[0]).toMatchObject({ x: 0 });
  expect(moved(tiles, 'a', { x: 1 })[0]).toMatchObject({ x: 1 });
  expect(moved(tiles, 'b', { w: 1 })[1]).toMatchObject({ w: 12 });
  expect(moved(tiles, 'a', { h: -9 })[0]).toMatchObject({ h: 1 });
  expect(moved(tiles, 'a', { y: 1 })[0]).toMatchObject({ y: 3 });
  expect(without(tiles, 'a').map((tile) => tile.id)).toEqual(['b']);
});
