// The project "Operations": three million flights, the strikes of birds among them, and what its own people watch.
// What Safety audit makes of the same strikes stands in safety-audit.ts.
import type { QueryInput } from '#contract';
import { chart, high, low, rows, tall, text } from './layout.ts';
import type { DemoGrant, DemoResource } from './words.ts';

const project = 'operations';
const halfYear = { from: '2001-01-01', to: '2001-07-01' };
const quarter = { from: '2001-04-01', to: '2001-07-01' };
const year = { from: '2001-01-01', to: '2002-01-01' };

export const source: DemoResource = {
  project,
  kind: 'source',
  name: 'flight-records',
  title: 'Flight records',
  definition: { description: 'Files of the flight and wildlife-strike records.', type: 'folder', path: 'airline-operations' },
  generalAccess: 'private',
  editors: [],
  viewers: [],
};

const flights: DemoResource = {
  project,
  kind: 'dataset',
  name: 'flights',
  title: 'Flights',
  definition: {
    description: 'Domestic flights in the United States, January to June 2001: three million departures.',
    source: 'source:flight-records',
    table: 'flights-3m',
    time: 'date',
    origin: {
      name: 'U.S. Bureau of Transportation Statistics, by way of vega-datasets',
      url: 'https://www.transtats.bts.gov/',
      licence: 'Data collected under U.S. DOT regulatory requirements (14 CFR Part 234); licence terms not explicitly specified',
    },
    dimensions: [
      { name: 'date', label: 'Departure', type: 'time', description: 'Scheduled departure, local time.' },
      { name: 'hour', label: 'Hour of departure', type: 'number', column: 'date', part: 'hour' },
      {
        name: 'weekday',
        label: 'Weekday',
        type: 'number',
        column: 'date',
        part: 'weekday',
        description: '1 is Monday, 7 Sunday.',
      },
      { name: 'origin', label: 'From', type: 'string', description: 'Airport of departure.' },
      { name: 'destination', label: 'To', type: 'string', description: 'Airport of arrival.' },
      { name: 'distance', label: 'Distance', type: 'number', unit: 'mi' },
      { name: 'distance_band', label: 'Distance from', type: 'number', column: 'distance', bucket: 250, unit: 'mi' },
      { name: 'delay', label: 'Delay', type: 'number', unit: 'min', description: 'On arrival; below zero it was early.' },
      { name: 'delay_band', label: 'Delay from', type: 'number', column: 'delay', bucket: 15, unit: 'min' },
    ],
    measures: [
      { name: 'flights', label: 'Flights', aggregate: 'count', format: 'integer' },
      { name: 'average_delay', label: 'Average delay', aggregate: 'avg', column: 'delay', format: 'duration_min' },
      { name: 'median_delay', label: 'Median delay', aggregate: 'median', column: 'delay', format: 'duration_min' },
      { name: 'high_delay', label: '95th percentile of delay', aggregate: 'p95', column: 'delay', format: 'duration_min' },
      {
        name: 'late_flights',
        label: 'Late by more than 15 min',
        aggregate: 'count',
        where: { field: 'delay', min: 16 },
        format: 'integer',
      },
      {
        name: 'late_share',
        label: 'Share late by more than 15 min',
        ratio: { of: 'late_flights', to: 'flights' },
        format: 'percent',
      },
      {
        name: 'very_late_flights',
        label: 'Late by more than an hour',
        aggregate: 'count',
        where: { field: 'delay', min: 61 },
        format: 'integer',
      },
      {
        name: 'very_late_share',
        label: 'Share late by more than an hour',
        ratio: { of: 'very_late_flights', to: 'flights' },
        format: 'percent',
      },
      {
        name: 'early_flights',
        label: 'Early or on time',
        aggregate: 'count',
        where: { field: 'delay', max: 1 },
        format: 'integer',
      },
      { name: 'early_share', label: 'Share early or on time', ratio: { of: 'early_flights', to: 'flights' }, format: 'percent' },
      { name: 'miles', label: 'Miles flown', aggregate: 'sum', column: 'distance', format: 'compact', unit: 'mi' },
      { name: 'airports', label: 'Airports served', aggregate: 'count_distinct', column: 'origin', format: 'integer' },
    ],
  },
  generalAccess: 'project',
  editors: ['user:eve'],
  viewers: [],
};

const birdStrikes: DemoResource = {
  project,
  kind: 'dataset',
  name: 'bird-strikes',
  title: 'Bird strikes',
  definition: {
    description: 'Strikes of birds and other wildlife reported in the United States, 1990 to July 2002.',
    source: 'source:flight-records',
    table: 'birdstrikes',
    time: 'date',
    origin: {
      name: 'FAA Wildlife Strike Database, by way of vega-datasets',
      url: 'https://wildlife.faa.gov',
      licence: 'U.S. Government dataset',
    },
    dimensions: [
      { name: 'date', label: 'Date', type: 'date', column: 'Flight Date' },
      { name: 'month', label: 'Month of the year', type: 'number', column: 'Flight Date', part: 'month' },
      { name: 'airport', label: 'Airport', type: 'string', column: 'Airport Name' },
      { name: 'state', label: 'State', type: 'string', column: 'Origin State' },
      { name: 'operator', label: 'Operator', type: 'string', column: 'Aircraft Airline Operator' },
      { name: 'aircraft', label: 'Aircraft', type: 'string', column: 'Aircraft Make Model' },
      { name: 'species', label: 'Species', type: 'string', column: 'Wildlife Species' },
      { name: 'size', label: 'Size of the animal', type: 'string', column: 'Wildlife Size' },
      { name: 'phase', label: 'Phase of flight', type: 'string', column: 'Phase of flight' },
      { name: 'time_of_day', label: 'Time of day', type: 'string', column: 'Time of day' },
      { name: 'damage', label: 'Damage', type: 'string', column: 'Effect Amount of damage' },
      { name: 'speed', label: 'Speed', type: 'number', column: 'Speed IAS in knots', unit: 'kn' },
      { name: 'speed_band', label: 'Speed from', type: 'number', column: 'Speed IAS in knots', bucket: 25, unit: 'kn' },
      { name: 'cost', label: 'Cost', type: 'number', column: 'Cost Total $', unit: 'USD' },
    ],
    measures: [
      { name: 'strikes', label: 'Strikes', aggregate: 'count', format: 'integer' },
      {
        name: 'damaging',
        label: 'Strikes with damage',
        aggregate: 'count',
        where: { field: 'damage', notIn: ['None'] },
        format: 'integer',
      },
      { name: 'damaging_share', label: 'Share with damage', ratio: { of: 'damaging', to: 'strikes' }, format: 'percent' },
      { name: 'total_cost', label: 'Reported cost', aggregate: 'sum', column: 'Cost Total $', format: 'currency', unit: 'USD' },
      { name: 'repair_cost', label: 'Cost of repairs', aggregate: 'sum', column: 'Cost Repair', format: 'currency', unit: 'USD' },
      {
        name: 'priced',
        label: 'Strikes with a reported cost',
        aggregate: 'count',
        where: { field: 'cost', min: 1 },
        format: 'integer',
      },
      {
        name: 'cost_each',
        label: 'Cost per strike that cost anything',
        ratio: { of: 'total_cost', to: 'priced' },
        format: 'currency',
        unit: 'USD',
      },
      {
        name: 'highest_cost',
        label: 'Dearest strike',
        aggregate: 'max',
        column: 'Cost Total $',
        format: 'currency',
        unit: 'USD',
      },
      { name: 'species_seen', label: 'Species', aggregate: 'count_distinct', column: 'Wildlife Species', format: 'integer' },
      {
        name: 'median_speed',
        label: 'Median speed',
        aggregate: 'median',
        column: 'Speed IAS in knots',
        format: 'integer',
        unit: 'kn',
      },
      {
        name: 'unknown_species',
        label: 'Species not identified',
        aggregate: 'count',
        where: { field: 'species', contains: 'unknown' },
        format: 'integer',
      },
      {
        name: 'unknown_share',
        label: 'Share not identified',
        ratio: { of: 'unknown_species', to: 'strikes' },
        format: 'percent',
      },
    ],
  },
  // Members of the project read it; Safety audit, who are none, were given it.
  generalAccess: 'project',
  editors: ['user:eve'],
  viewers: ['group:safety-audit'],
};

type Look = { series?: string; stacked?: boolean; horizontal?: boolean };
const drawn =
  (dataset: string) =>
  (name: string, title: string, type: string, query: QueryInput, look: Look = {}): DemoResource => ({
    project,
    kind: 'chart',
    name,
    title,
    definition: { dataset: `dataset:${dataset}`, type, query, ...look },
    generalAccess: 'project',
    editors: ['user:eve'],
    viewers: [],
  });
const ofFlights = drawn('flights');
const ofStrikes = drawn('bird-strikes');
const busiest = ['ORD', 'DFW', 'ATL', 'LAX', 'PHX'];
const by = (field: string, descending = false) => [{ field, descending }];

const charts: DemoResource[] = [
  // All flights: the ten that "Flights at a glance" shows.
  ofFlights('flights-flown', 'Flights', 'number', { measures: ['flights'], time: halfYear }),
  ofFlights('average-delay', 'Average delay', 'number', { measures: ['average_delay'], time: halfYear }),
  ofFlights('late-share', 'Late by more than 15 min', 'number', { measures: ['late_share'], time: halfYear }),
  ofFlights('miles-flown', 'Miles flown', 'number', { measures: ['miles'], time: halfYear }),
  ofFlights('flights-by-day', 'Flights by day', 'area', {
    dimensions: [{ name: 'date', grain: 'day' }],
    measures: ['flights'],
    time: halfYear,
  }),
  ofFlights('delay-by-week', 'Delay by week', 'line', {
    dimensions: [{ name: 'date', grain: 'week' }],
    measures: ['average_delay', 'median_delay'],
    time: halfYear,
  }),
  ofFlights('late-share-by-hour', 'Late flights by hour of departure', 'bar', {
    dimensions: [{ name: 'hour' }],
    measures: ['late_share'],
    sort: by('hour'),
    time: halfYear,
  }),
  ofFlights('flights-by-weekday', 'Flights by weekday', 'bar', {
    dimensions: [{ name: 'weekday' }],
    measures: ['flights'],
    sort: by('weekday'),
    time: halfYear,
  }),
  ofFlights(
    'busiest-airports',
    'Busiest airports',
    'bar',
    { dimensions: [{ name: 'origin' }], measures: ['flights'], time: halfYear, limit: 12 },
    { horizontal: true },
  ),
  ofFlights('airports-in-numbers', 'Airports in numbers', 'table', {
    dimensions: [{ name: 'origin' }],
    measures: ['flights', 'average_delay', 'late_share', 'very_late_share'],
    sort: by('flights', true),
    time: halfYear,
    limit: 50,
  }),

  // Punctuality: this quarter against the one before.
  ofFlights('early-share-quarter', 'Early or on time', 'number', {
    measures: ['early_share'],
    time: quarter,
    compare: 'previous',
  }),
  ofFlights('late-flights-quarter', 'Late flights', 'number', { measures: ['late_flights'], time: quarter, compare: 'previous' }),
  ofFlights('average-delay-quarter', 'Average delay', 'number', {
    measures: ['average_delay'],
    time: quarter,
    compare: 'previous',
  }),
  ofFlights('high-delay-quarter', 'One in twenty is later than', 'number', {
    measures: ['high_delay'],
    time: quarter,
    compare: 'previous',
  }),
  ofFlights('late-share-by-week', 'Late flights by week, against the quarter before', 'line', {
    dimensions: [{ name: 'date', grain: 'week' }],
    measures: ['late_share'],
    time: quarter,
    compare: 'previous',
  }),
  ofFlights('late-share-by-distance', 'Late flights by distance', 'bar', {
    dimensions: [{ name: 'distance_band' }],
    measures: ['late_share'],
    sort: by('distance_band'),
    time: quarter,
  }),
  ofFlights(
    'flights-of-hubs',
    'Flights of the five busiest airports',
    'area',
    {
      dimensions: [{ name: 'date', grain: 'week' }, { name: 'origin' }],
      measures: ['flights'],
      filter: { field: 'origin', in: busiest },
      time: halfYear,
    },
    { series: 'origin', stacked: true },
  ),
  ofFlights('routes-in-numbers', 'Routes in numbers', 'table', {
    dimensions: [{ name: 'origin' }, { name: 'destination' }],
    measures: ['flights', 'average_delay', 'high_delay', 'late_share'],
    sort: by('flights', true),
    time: quarter,
    limit: 100,
  }),

  // Bird strikes, as Operations look at them.
  ofStrikes('strikes-this-year', 'Strikes', 'number', { measures: ['strikes'], time: year, compare: 'previous' }),
  ofStrikes('damaging-this-year', 'With damage', 'number', { measures: ['damaging_share'], time: year, compare: 'previous' }),
  ofStrikes('cost-this-year', 'Reported cost', 'number', { measures: ['total_cost'], time: year, compare: 'previous' }),
  ofStrikes('strikes-by-month', 'Strikes by month', 'line', {
    dimensions: [{ name: 'date', grain: 'month' }],
    measures: ['strikes'],
    time: year,
    compare: 'previous',
  }),
  ofStrikes(
    'strikes-by-phase-and-size',
    'Strikes by phase of flight',
    'bar',
    { dimensions: [{ name: 'phase' }, { name: 'size' }], measures: ['strikes'], time: year },
    { series: 'size', stacked: true },
  ),
  ofStrikes(
    'strikes-by-airport',
    'Airports with most strikes',
    'bar',
    { dimensions: [{ name: 'airport' }], measures: ['strikes'], time: year, limit: 12 },
    { horizontal: true },
  ),
  ofStrikes('strikes-by-aircraft', 'Aircraft', 'table', {
    dimensions: [{ name: 'aircraft' }],
    measures: ['strikes', 'damaging', 'damaging_share', 'median_speed'],
    sort: by('strikes', true),
    time: year,
    limit: 50,
  }),
];

type Shared = { generalAccess: 'project' | 'private'; viewers?: DemoGrant[] };
const dashboard = (
  name: string,
  title: string,
  definition: Record<string, unknown>,
  { generalAccess, viewers = [] }: Shared,
): DemoResource => ({
  project,
  kind: 'dashboard',
  name,
  title,
  definition,
  generalAccess,
  editors: ['user:eve'],
  viewers,
});

const dashboards: DemoResource[] = [
  dashboard(
    'flights-at-a-glance',
    'Flights at a glance',
    {
      description: 'Every flight of the half-year on one page.',
      time: halfYear,
      filters: [
        { name: 'origin', label: 'From' },
        { name: 'destination', label: 'To' },
        { name: 'distance', label: 'Distance', kind: 'range' },
      ],
      tiles: rows(
        [low, chart('flights-flown', 3), chart('average-delay', 3), chart('late-share', 3), chart('miles-flown', 3)],
        [high, chart('flights-by-day', 8), chart('flights-by-weekday', 4)],
        [high, chart('delay-by-week', 6), chart('late-share-by-hour', 6)],
        [tall, chart('busiest-airports', 5), chart('airports-in-numbers', 7)],
      ),
    },
    { generalAccess: 'project' },
  ),
  dashboard(
    'punctuality',
    'Punctuality',
    {
      description: 'How late we were this quarter, and whether it gets better.',
      time: quarter,
      filters: [
        { name: 'origin', label: 'From' },
        { name: 'destination', label: 'To' },
      ],
      tiles: rows(
        [
          low,
          chart('early-share-quarter', 3),
          chart('late-flights-quarter', 3),
          chart('average-delay-quarter', 3),
          chart('high-delay-quarter', 3),
        ],
        [high, chart('late-share-by-week', 12)],
        [high, chart('late-share-by-hour', 6), chart('late-share-by-distance', 6)],
        [tall, chart('routes-in-numbers', 12)],
      ),
    },
    // The guest, an adviser from outside, for as long as he advises.
    { generalAccess: 'project', viewers: [{ subject: 'user:gus', endsInDays: 90 }] },
  ),
  dashboard(
    'bird-strikes',
    'Bird strikes at our airports',
    {
      description: 'Where and when we are hit, for the people who fly and turn the aircraft round.',
      time: year,
      filters: [
        { name: 'airport', label: 'Airport' },
        { name: 'phase', label: 'Phase of flight' },
        { name: 'size', label: 'Size' },
      ],
      tiles: rows(
        [low, chart('strikes-this-year', 4), chart('damaging-this-year', 4), chart('cost-this-year', 4)],
        [high, chart('strikes-by-month', 7), chart('strikes-by-phase-and-size', 5)],
        [tall, chart('strikes-by-airport', 5), chart('strikes-by-aircraft', 7)],
        [
          low,
          text(
            'note',
            12,
            'Costs are as reported: most reports name none. What Safety audit concludes from these strikes is theirs.',
          ),
        ],
      ),
    },
    // Olga left flight operations; her time here has ended.
    { generalAccess: 'project', viewers: [{ subject: 'user:old', endsInDays: -14 }] },
  ),
  dashboard(
    'pilots-briefing',
    'Pilots’ briefing, EMEA',
    {
      description: 'For the pilots of one region: their hubs, their delays, their birds.',
      time: halfYear,
      filters: [{ name: 'origin', label: 'From' }],
      tiles: rows(
        [high, chart('flights-of-hubs', 8), chart('flights-by-weekday', 4)],
        [high, chart('late-share-by-hour', 6), chart('strikes-by-phase-and-size', 6)],
      ),
    },
    { generalAccess: 'private', viewers: ['group:pilots-emea'] },
  ),
];

const explores: DemoResource[] = [
  {
    project,
    kind: 'explore',
    name: 'flights',
    title: 'Explore flights',
    definition: {
      description: 'Any question about three million flights.',
      dataset: 'dataset:flights',
      dimensions: ['date', 'origin', 'destination', 'hour', 'weekday', 'distance_band'],
      measures: ['flights', 'average_delay', 'median_delay', 'late_share', 'very_late_share', 'miles'],
      time: halfYear,
    },
    generalAccess: 'project',
    editors: ['user:eve'],
    viewers: [],
  },
  {
    project,
    kind: 'explore',
    name: 'bird-strikes',
    title: 'Explore bird strikes',
    definition: {
      description: 'Strikes by where, when, what and how dear.',
      dataset: 'dataset:bird-strikes',
      dimensions: ['date', 'airport', 'state', 'operator', 'species', 'size', 'phase', 'time_of_day', 'damage'],
      measures: ['strikes', 'damaging', 'damaging_share', 'total_cost'],
      time: year,
    },
    generalAccess: 'project',
    editors: ['user:eve'],
    viewers: ['group:safety-audit'],
  },
];

export const operations: readonly DemoResource[] = [source, flights, birdStrikes, ...charts, ...dashboards, ...explores];
