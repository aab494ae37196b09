import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chartColours } from './colours.ts';

test('charts and pages use the same colours', () => {
  const css = readFileSync(new URL('../../ui/roles.css', import.meta.url), 'utf8');
  const role = (name: string) => new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1);
  const { light, dark } = chartColours;
  expect(role('ink')).toEqual([light.ink, dark.ink]);
  expect(role('quiet')).toEqual([light.quiet, dark.quiet]);
  expect(role('line')).toEqual([light.line, dark.line]);
  expect(role('surface')).toEqual([light.surface, dark.surface]);
  expect(role('edge')).toEqual([light.other, dark.other]);
  expect(role('series-1')).toEqual([light.series[0], dark.series[0]]);
});
