// The project "Network planning": who flies where, and the weather at two of the bases. Nobody of Operations is in it.
import type { QueryInput } from '#contract';
import { chart, high, low, rows, tall } from './layout.ts';
import type { DemoResource } from './words.ts';

const project = 'network-planning';
const winters = { from: '2012-01-01', to: '2016-01-01' };
const lastYear = { from: '2015-01-01', to: '2016-01-01' };
const by = (field: string, descending = false) => [{ field, descending }];

const shared = { project, generalAccess: 'project', editors: ['user:ines'], viewers: [] } as const;

const source: DemoResource = {
  ...shared,
  kind: 'source',
  name: 'planning-files',
  title: 'Planning files',
  definition: { description: 'Route counts and weather records.', type: 'folder', path: 'airline-network' },
  generalAccess: 'private',
  editors: [],
};

const datasets: DemoResource[] = [
  {
    ...shared,
    kind: 'dataset',
    name: 'routes',
    title: 'Routes',
    definition: {
      description: 'Flights between each two airports of the United States in 2008.',
      source: 'source:planning-files',
      table: 'flights-airport',
      origin: {
        name: 'U.S. Bureau of Transportation Statistics, by way of vega-datasets',
        url: 'https://www.transtats.bts.gov/',
        licence: 'U.S. Government dataset',
      },
      dimensions: [
        { name: 'origin', label: 'From', type: 'string' },
        { name: 'destination', label: 'To', type: 'string' },
        { name: 'yearly_flights', label: 'Flights a year', type: 'number', column: 'count' },
      ],
      measures: [
        { name: 'flights', label: 'Flights', aggregate: 'sum', column: 'count', format: 'integer' },
        { name: 'routes', label: 'Routes', aggregate: 'count', format: 'integer' },
        { name: 'flights_per_route', label: 'Flights per route', ratio: { of: 'flights', to: 'routes' }, format: 'integer' },
        { name: 'busiest', label: 'Flights on the busiest route', aggregate: 'max', column: 'count', format: 'integer' },
        {
          name: 'thin_routes',
          label: 'Routes flown less than weekly',
          aggregate: 'count',
          where: { field: 'yearly_flights', max: 52 },
          format: 'integer',
        },
        {
          name: 'thin_share',
          label: 'Share flown less than weekly',
          ratio: { of: 'thin_routes', to: 'routes' },
          format: 'percent',
        },
      ],
    },
  },
  {
    ...shared,
    kind: 'dataset',
    name: 'weather',
    title: 'Weather at the bases',
    definition: {
      description: 'Daily weather in Seattle and New York, 2012 to 2015.',
      source: 'source:planning-files',
      table: 'weather',
      time: 'date',
      origin: {
        name: 'NOAA Climate Data Online, by way of vega-datasets',
        url: 'https://www.ncei.noaa.gov/cdo-web/',
        licence: 'U.S. Government dataset',
      },
      dimensions: [
        { name: 'date', label: 'Day', type: 'date' },
        { name: 'month', label: 'Month of the year', type: 'number', column: 'date', part: 'month' },
        { name: 'base', label: 'Base', type: 'string', column: 'location' },
        { name: 'weather', label: 'Weather', type: 'string' },
        { name: 'high', label: 'Highest temperature', type: 'number', column: 'temp_max', unit: '°C' },
        { name: 'wind', label: 'Wind', type: 'number', unit: 'm/s' },
      ],
      measures: [
        { name: 'days', label: 'Days', aggregate: 'count', format: 'integer' },
        { name: 'average_high', label: 'Average high', aggregate: 'avg', column: 'temp_max', format: 'decimal', unit: '°C' },
        { name: 'average_low', label: 'Average low', aggregate: 'avg', column: 'temp_min', format: 'decimal', unit: '°C' },
        { name: 'rain', label: 'Precipitation', aggregate: 'sum', column: 'precipitation', format: 'integer', unit: 'mm' },
        {
          name: 'wet_days',
          label: 'Wet days',
          aggregate: 'count',
          where: { field: 'weather', in: ['rain', 'drizzle', 'snow'] },
          format: 'integer',
        },
        { name: 'wet_share', label: 'Share of wet days', ratio: { of: 'wet_days', to: 'days' }, format: 'percent' },
        {
          name: 'icy_days',
          label: 'Days with frost',
          aggregate: 'count',
          where: { field: 'temp_min', max: 0 },
          format: 'integer',
        },
        { name: 'strongest_wind', label: 'Strongest wind', aggregate: 'max', column: 'wind', format: 'decimal', unit: 'm/s' },
      ],
    },
  },
];

type Look = { series?: string; stacked?: boolean; horizontal?: boolean };
const drawn =
  (dataset: string) =>
  (name: string, title: string, type: string, query: QueryInput, look: Look = {}): DemoResource => ({
    ...shared,
    kind: 'chart',
    name,
    title,
    definition: { dataset: `dataset:${dataset}`, type, query, ...look },
  });
const ofRoutes = drawn('routes');
const ofWeather = drawn('weather');

const charts: DemoResource[] = [
  ofRoutes('all-flights', 'Flights', 'number', { measures: ['flights'] }),
  ofRoutes('all-routes', 'Routes', 'number', { measures: ['routes'] }),
  ofRoutes('thin-routes', 'Flown less than weekly', 'number', { measures: ['thin_share'] }),
  ofRoutes(
    'airports-by-flights',
    'Airports by flights',
    'bar',
    { dimensions: [{ name: 'origin' }], measures: ['flights'], limit: 15 },
    { horizontal: true },
  ),
  ofRoutes(
    'airports-by-routes',
    'Airports by routes',
    'bar',
    { dimensions: [{ name: 'origin' }], measures: ['routes'], limit: 15 },
    { horizontal: true },
  ),
  ofRoutes('busiest-routes', 'Busiest routes', 'table', {
    dimensions: [{ name: 'origin' }, { name: 'destination' }],
    measures: ['flights'],
    limit: 100,
  }),
  ofWeather('wet-days', 'Wet days', 'number', { measures: ['wet_days'], time: lastYear, compare: 'previous' }),
  ofWeather('frost-days', 'Days with frost', 'number', { measures: ['icy_days'], time: lastYear, compare: 'previous' }),
  ofWeather('strongest-wind', 'Strongest wind', 'number', { measures: ['strongest_wind'], time: lastYear, compare: 'previous' }),
  ofWeather(
    'temperature-by-week',
    'Average high by week',
    'line',
    { dimensions: [{ name: 'date', grain: 'week' }, { name: 'base' }], measures: ['average_high'], time: lastYear },
    { series: 'base' },
  ),
  ofWeather(
    'weather-by-month',
    'Weather by month of the year',
    'bar',
    { dimensions: [{ name: 'month' }, { name: 'weather' }], measures: ['days'], sort: by('month'), time: winters },
    { series: 'weather', stacked: true },
  ),
  ofWeather('months-in-numbers', 'Months in numbers', 'table', {
    dimensions: [{ name: 'base' }, { name: 'date', grain: 'month' }],
    measures: ['average_high', 'average_low', 'rain', 'wet_share', 'icy_days'],
    sort: [
      { field: 'date', descending: true },
      { field: 'base', descending: false },
    ],
    time: winters,
    limit: 200,
  }),
];

const dashboards: DemoResource[] = [
  {
    ...shared,
    kind: 'dashboard',
    name: 'route-network',
    title: 'Route network',
    definition: {
      description: 'Where a year of flights went, and which routes are thin.',
      filters: [
        { name: 'origin', label: 'From' },
        { name: 'destination', label: 'To' },
        { name: 'yearly_flights', label: 'Flights a year', kind: 'range' },
      ],
      tiles: rows(
        [low, chart('all-flights', 4), chart('all-routes', 4), chart('thin-routes', 4)],
        [tall, chart('airports-by-flights', 6), chart('airports-by-routes', 6)],
        [tall, chart('busiest-routes', 12)],
      ),
    },
  },
  {
    ...shared,
    kind: 'dashboard',
    name: 'weather-at-the-bases',
    title: 'Weather at the bases',
    definition: {
      description: 'What to plan for at Seattle and New York.',
      time: lastYear,
      filters: [
        { name: 'base', label: 'Base' },
        { name: 'weather', label: 'Weather' },
      ],
      tiles: rows(
        [low, chart('wet-days', 4), chart('frost-days', 4), chart('strongest-wind', 4)],
        [high, chart('temperature-by-week', 7), chart('weather-by-month', 5)],
        [tall, chart('months-in-numbers', 12)],
      ),
    },
  },
];

const explores: DemoResource[] = [
  {
    ...shared,
    kind: 'explore',
    name: 'weather',
    title: 'Explore the weather',
    definition: { description: 'Four years of weather at two bases.', dataset: 'dataset:weather', time: winters },
  },
];

export const networkPlanning: readonly DemoResource[] = [source, ...datasets, ...charts, ...dashboards, ...explores];
