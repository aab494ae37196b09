// Bodies that say something sensible to the thing that is asked: by chance alone a query seldom names what is there. One of
// them is often spoiled in one place, so that what is hostile also stands deep inside what is right.
import type { Kind } from '../../src/contract/index.ts';
import type { Random } from '../random.ts';
import { hostileValue } from './values.ts';

const team = { name: 'team' };
const filters: readonly object[] = [
  { field: 'team', in: ['sales', 'audit'] },
  { not: { field: 'team', in: ['nobody'] } },
  { any: [{ field: 'team', in: ['sales'] }] },
];

export const aptBody = (random: Random, route: string, kind: string | undefined): unknown => {
  switch (route) {
    case 'runTile':
      return random.pick<object>([{}, { choices: { filter: random.pick(filters) } }]);
    case 'listValues':
      return { field: 'team', ...(random.chance(0.3) && { q: random.pick(['a', 's', '%']) }) };
    case 'runQuery':
      if (kind === 'chart') return {};
      if (kind === 'dashboard') return random.pick<object>([{}, { tiles: ['a'] }, { filters: { team: ['sales'] } }]);
      return {
        query: {
          dimensions: random.pick<object[]>([[], [team]]),
          measures: ['people'],
          ...(random.chance(0.4) && { filter: random.pick(filters) }),
          ...(random.chance(0.3) && { sort: [{ field: 'people', descending: true }] }),
          ...(random.chance(0.3) && { limit: 5 }),
        },
      };
    case 'createResource': {
      const [made, definition] = random.pick(Object.entries(definitions));
      return { kind: made, name: `made ${random.below(30)}`, definition };
    }
    case 'updateResource':
    case 'putDraft': {
      const definition = definitions[kind as Kind];
      return definition && { ...(random.chance(0.3) && { title: 'Another title' }), definition };
    }
    default:
      return undefined;
  }
};

const query = { dimensions: [team], measures: ['people'] };
const definitions: Partial<Record<Kind, object>> = {
  dataset: { dataset: 'dataset:sales', dimensions: [team], measures: [{ name: 'people', aggregate: 'sum', column: 'people' }] },
  chart: { dataset: 'dataset:sales', query },
  explore: { dataset: 'dataset:sales', dimensions: ['team'], measures: ['people'] },
  dashboard: { tiles: [{ id: 'a', chart: 'chart:sales' }], filters: [team] },
  alert: { on: 'dashboard:sales' },
  report: { on: 'chart:sales' },
};

/** The same with something hostile in one place, as often as `hostility` says. */
export const spoiled = (random: Random, value: unknown, hostility: number): unknown => {
  if (!random.chance(hostility * 3)) return value;
  if (Array.isArray(value) && value.length > 0) {
    const at = random.below(value.length);
    return value.map((one, place) => (place === at ? spoiled(random, one, 1 / 4) : one));
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    const at = random.pick(Object.keys(value));
    return { ...value, [at]: spoiled(random, (value as Record<string, unknown>)[at], 1 / 4) };
  }
  return hostileValue(random);
};
