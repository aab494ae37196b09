// What a part of an explore is as a chart of its own. Pure.

import type { z } from 'zod';
import type { ChartDefinition, Field, QueryInput } from '#contract';

export type ChartBody = Omit<z.input<typeof ChartDefinition>, 'dataset'>;
/** Title it would have, and what it would be; found out when somebody asks. */
export type MakeChart = () => { title: string; chart: ChartBody };

const list = (labels: readonly string[]) => labels.join(' and ');

export const asLine = (measure: Field, query: QueryInput, split: Field | undefined): ReturnType<MakeChart> => ({
  title: split ? `${measure.label} by ${split.label}` : `${measure.label} over time`,
  chart: {
    type: 'line',
    query: { ...query, measures: [measure.name] },
    ...(split && { series: split.name }),
  },
});

export const asLeaders = (measure: Field, dimension: Field, query: QueryInput): ReturnType<MakeChart> => ({
  title: `${measure.label} by ${dimension.label}`,
  chart: { type: 'leaderboard', query },
});

export const asTable = (dimension: Field, query: QueryInput): ReturnType<MakeChart> => ({
  title: `By ${dimension.label}`,
  chart: { type: 'table', query },
});

export const asPivot = (measures: readonly Field[], dimensions: readonly Field[], query: QueryInput): ReturnType<MakeChart> => ({
  title: `${list(measures.map(({ label }) => label))} by ${list(dimensions.map(({ label }) => label))}`.slice(0, 200),
  chart: { type: query.pivot ? 'pivot' : 'table', query },
});
