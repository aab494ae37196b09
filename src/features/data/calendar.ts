// How the organization reads time: for every question that doesn't say how itself.
import type { Ask } from '#access';
import type { Query } from '#contract';

export type Calendar = Pick<Query, 'timeZone' | 'firstDayOfWeek'>;

export const calendarOf = async (ask: Ask): Promise<Calendar> => {
  const { time_zone, first_day_of_week } = await ask.db
    .selectFrom('organization')
    .select(['time_zone', 'first_day_of_week'])
    .executeTakeFirstOrThrow();
  // In UTC times are read as they are held, and nothing needs to be worked out for each row.
  return { ...(time_zone !== 'UTC' && { timeZone: time_zone }), firstDayOfWeek: first_day_of_week };
};
