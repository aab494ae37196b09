// "When to fly": one dashboard with tabs that asks the same flights every other way there is to draw them.

import type { z } from 'zod';
import type { ChartDefinition, QueryInput } from '#contract';
import { chart, high, onTab, rows, tall, text } from './layout.ts';
import type { DemoResource } from './words.ts';

type Look = Omit<z.input<typeof ChartDefinition>, 'dataset' | 'query' | 'type'>;
const halfYear = { from: '2001-01-01', to: '2001-07-01' };
const shared = { project: 'operations', generalAccess: 'project', editors: ['user:eve'], viewers: [] } as const;

const drawn = (
  name: string,
  title: string,
  type: z.input<typeof ChartDefinition>['type'],
  query: QueryInput,
  look: Look = {},
): DemoResource => ({
  ...shared,
  kind: 'chart',
  name,
  title,
  definition: { dataset: 'dataset:flights', type, query: { time: halfYear, ...query }, ...look },
});

const charts: DemoResource[] = [
  drawn(
    'late-by-hour-and-weekday',
    'Share late, by hour and weekday',
    'heatmap',
    { dimensions: [{ name: 'weekday' }, { name: 'hour' }], measures: ['late_share'] },
    { series: 'hour' },
  ),
  drawn(
    'flights-and-delay-by-hour',
    'Flights and their delay, by hour of departure',
    'combo',
    { dimensions: [{ name: 'hour' }], measures: ['flights', 'average_delay'], sort: [{ field: 'hour' }] },
    { lines: ['average_delay'] },
  ),
  drawn('spread-of-delays', 'How delays spread', 'histogram', {
    dimensions: [{ name: 'delay_band' }],
    measures: ['flights'],
    filter: { field: 'delay', min: -60, max: 180 },
    sort: [{ field: 'delay_band' }],
  }),
  drawn('flights-by-weekday-ring', 'Which days we fly', 'pie', { dimensions: [{ name: 'weekday' }], measures: ['flights'] }),
  drawn('size-and-delay', 'Do big airports delay?', 'scatter', {
    dimensions: [{ name: 'origin' }],
    measures: ['flights', 'average_delay', 'miles'],
    sort: [{ field: 'flights', descending: true }],
    limit: 60,
  }),
  drawn('where-to', 'Where people fly to', 'leaderboard', {
    dimensions: [{ name: 'destination' }],
    measures: ['flights'],
    sort: [{ field: 'flights', descending: true }],
    derive: ['share'],
    limit: 20,
  }),
  drawn(
    'airports-by-weekday',
    'Share late of the busiest airports, by weekday',
    'pivot',
    {
      dimensions: [{ name: 'origin' }, { name: 'weekday' }],
      measures: ['late_share'],
      filter: { field: 'origin', in: ['ORD', 'DFW', 'ATL', 'LAX', 'PHX', 'STL', 'DTW', 'MSP', 'DEN', 'LAS', 'PHL', 'EWR'] },
      totals: true,
      pivot: { columns: ['weekday'] },
    },
    {
      highlight: [
        { field: 'late_share', min: 0.25, tone: 'bad' },
        { field: 'late_share', max: 0.15, tone: 'good' },
      ],
    },
  ),
];

const dashboard: DemoResource = {
  ...shared,
  kind: 'dashboard',
  name: 'when-to-fly',
  title: 'When to fly',
  definition: {
    description: 'The hour, the day and the airport that make a flight late.',
    time: halfYear,
    tabs: [
      { id: 'hours', title: 'Hours and days' },
      { id: 'airports', title: 'Airports' },
    ],
    filters: [
      { name: 'origin', label: 'From' },
      { name: 'destination', label: 'To' },
    ],
    tiles: [
      ...onTab(
        'hours',
        rows(
          [high, chart('late-by-hour-and-weekday', 8), chart('flights-by-weekday-ring', 4)],
          [high, chart('flights-and-delay-by-hour', 7), chart('spread-of-delays', 5)],
          [2, text('hint', 12, 'Click an hour, a day or a slice: everything else follows. Click it again to let go.')],
        ),
      ),
      ...onTab(
        'airports',
        rows([tall, chart('size-and-delay', 7), chart('where-to', 5)], [tall, chart('airports-by-weekday', 12)]),
      ),
    ],
  },
};

export const whenToFly: readonly DemoResource[] = [...charts, dashboard];
