// What Safety audit makes of the bird strikes. It lies in the project of Operations, over the same dataset, and is private:
// the people of Operations are members of the project and see none of it; those of Safety audit are no members and see only it.
import type { QueryInput } from '#contract';
import { chart, high, low, rows, tall, text } from './layout.ts';
import type { DemoGrant, DemoResource } from './words.ts';

const project = 'operations';
const decade = { from: '1992-01-01', to: '2002-01-01' };
const years = { from: '1997-01-01', to: '2002-01-01' };
const by = (field: string, descending = false) => [{ field, descending }];
const audit: DemoGrant[] = ['group:safety-audit'];

type Look = { series?: string; stacked?: boolean; horizontal?: boolean };
const drawn = (name: string, title: string, type: string, query: QueryInput, look: Look = {}): DemoResource => ({
  project,
  kind: 'chart',
  name,
  title,
  definition: { dataset: 'dataset:bird-strikes', type, query, ...look },
  generalAccess: 'private',
  editors: ['user:nora'],
  viewers: audit,
});

const charts: DemoResource[] = [
  drawn('audit-cost', 'Reported cost', 'number', { measures: ['total_cost'], time: years, compare: 'previous' }),
  drawn('audit-damaging', 'Strikes with damage', 'number', { measures: ['damaging'], time: years, compare: 'previous' }),
  drawn('audit-cost-each', 'Cost of a strike that cost anything', 'number', {
    measures: ['cost_each'],
    time: years,
    compare: 'previous',
  }),
  drawn('audit-unknown', 'Species not identified', 'number', { measures: ['unknown_share'], time: years, compare: 'previous' }),
  drawn('audit-cost-by-quarter', 'Reported cost by quarter', 'area', {
    dimensions: [{ name: 'date', grain: 'quarter' }],
    measures: ['total_cost'],
    time: years,
  }),
  drawn(
    'audit-damage-by-year',
    'Damage by year',
    'bar',
    {
      dimensions: [{ name: 'date', grain: 'year' }, { name: 'damage' }],
      measures: ['strikes'],
      filter: { field: 'damage', notIn: ['None'] },
      time: decade,
    },
    { series: 'damage', stacked: true },
  ),
  drawn(
    'audit-damage-by-phase',
    'Share with damage by phase',
    'bar',
    { dimensions: [{ name: 'phase' }], measures: ['damaging_share'], time: decade },
    { horizontal: true },
  ),
  drawn('audit-damage-by-speed', 'Share with damage by speed', 'bar', {
    dimensions: [{ name: 'speed_band' }],
    measures: ['damaging_share'],
    filter: { field: 'speed', min: 25, max: 275 },
    sort: by('speed_band'),
    time: decade,
  }),
  drawn('audit-operators', 'Operators', 'table', {
    dimensions: [{ name: 'operator' }],
    measures: ['strikes', 'damaging', 'damaging_share', 'total_cost', 'unknown_share'],
    sort: by('strikes', true),
    time: decade,
    limit: 50,
  }),
  drawn(
    'audit-seasons',
    'Strikes through the year',
    'bar',
    { dimensions: [{ name: 'month' }, { name: 'size' }], measures: ['strikes'], sort: by('month'), time: decade },
    { series: 'size', stacked: true },
  ),
  drawn(
    'audit-time-of-day',
    'Time of day',
    'bar',
    { dimensions: [{ name: 'time_of_day' }], measures: ['strikes'], time: decade },
    { horizontal: true },
  ),
  drawn('audit-species', 'Species', 'table', {
    dimensions: [{ name: 'species' }, { name: 'size' }],
    measures: ['strikes', 'damaging_share', 'total_cost', 'highest_cost'],
    sort: by('total_cost', true),
    time: decade,
    limit: 50,
  }),
  drawn('audit-cases', 'Cases over USD 100,000', 'table', {
    dimensions: [{ name: 'date' }, { name: 'airport' }, { name: 'operator' }, { name: 'species' }, { name: 'phase' }],
    measures: ['total_cost', 'repair_cost'],
    filter: { field: 'cost', min: 100_000 },
    sort: by('total_cost', true),
    time: decade,
    limit: 100,
  }),
];

const dashboard = (name: string, title: string, definition: Record<string, unknown>, viewers: DemoGrant[]): DemoResource => ({
  project,
  kind: 'dashboard',
  name,
  title,
  definition,
  generalAccess: 'private',
  editors: ['user:nora'],
  viewers,
});

const dashboards: DemoResource[] = [
  dashboard(
    'strike-damage-audit',
    'Strike damage audit',
    {
      description: 'What strikes cost, who reports it, and what the reports leave out.',
      time: years,
      filters: [
        { name: 'operator', label: 'Operator' },
        { name: 'state', label: 'State' },
        { name: 'cost', label: 'Cost', kind: 'range' },
      ],
      tiles: rows(
        [low, chart('audit-cost', 3), chart('audit-damaging', 3), chart('audit-cost-each', 3), chart('audit-unknown', 3)],
        [high, chart('audit-cost-by-quarter', 7), chart('audit-damage-by-year', 5)],
        [high, chart('audit-damage-by-phase', 6), chart('audit-damage-by-speed', 6)],
        [tall, chart('audit-operators', 12)],
      ),
    },
    audit,
  ),
  dashboard(
    'wildlife-seasons',
    'Wildlife through the year',
    {
      description: 'Which animals, in which months and at which hours.',
      time: decade,
      filters: [
        { name: 'state', label: 'State' },
        { name: 'species', label: 'Species' },
      ],
      tiles: rows([high, chart('audit-seasons', 8), chart('audit-time-of-day', 4)], [tall, chart('audit-species', 12)]),
    },
    audit,
  ),
  dashboard(
    'open-investigations',
    'Open investigations',
    {
      description: 'The dear cases, for whoever investigates them.',
      time: decade,
      filters: [
        { name: 'airport', label: 'Airport' },
        { name: 'operator', label: 'Operator' },
      ],
      tiles: rows(
        [low, text('note', 12, 'Shown to whoever holds the role Safety Investigator, from whatever department they come.')],
        [tall, chart('audit-cases', 12)],
        [high, chart('audit-damage-by-phase', 6), chart('audit-damage-by-speed', 6)],
      ),
    },
    ['role:Safety Investigator'],
  ),
];

export const safetyAudit: readonly DemoResource[] = [...charts, ...dashboards];
