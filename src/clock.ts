// The only reader of the time. Everything else is given a clock, and SQL gets the moment as a bound value.
export type Clock = { now(): Date };
export const systemClock: Clock = { now: () => new Date() };
