// Time zones as what they are: a few offsets from UTC, each for a while. Asking the engine for the local time of every row
// costs fifteen times the query; adding a constant costs about one, comes out the same in every engine, and serves measures
// that can't be put together from smaller groups.
import type { Dialect } from './dialects/dialect.ts';
import type { Period } from './period.ts';
import { bound, type Sql, sql } from './sql.ts';

export type Zone = {
  readonly name: string;
  /** What the clock there shows at a moment in UTC … */
  local(moment: string): string;
  /** … and the first moment at which it shows this or, where that is skipped, something later. */
  utc(local: string): string;
  /** The same as `local`, of every row; of rows within these days only, where that is known. */
  shift(moment: Sql, dialect: Dialect, within?: Period | null): Sql;
};

type Step = { readonly at: number; readonly offset: number };

const second = 1000;
const day = 86_400_000;
const week = 7 * day;
/** Where a query isn't about fewer years. Earlier and later, the clock is read as at these ends. */
const usual = { from: Date.UTC(1970), to: Date.UTC(2050) };

const zones = new Map<string, Zone>();
export const zoneOf = (name: string): Zone => {
  const zone = zones.get(name) ?? makeZone(name);
  zones.set(name, zone);
  return zone;
};

function makeZone(name: string): Zone {
  const offsetAt = offsetsOf(name);
  const steps: Step[] = [];
  // Clocks are changed five weeks apart at the least, where they stand still for Ramadan.
  for (let at = usual.from; at < usual.to; at += 4 * week) {
    if (offsetAt(at) === offsetAt(at + 4 * week)) continue;
    const change = changeBetween(offsetAt, at, at + 4 * week);
    steps.push({ at: change, offset: offsetAt(change) });
  }
  return { name, local, utc, shift };

  function local(moment: string): string {
    const at = milliseconds(moment);
    // What is finer than seconds stays as it was.
    return text(at + offsetAt(at)) + moment.slice(19);
  }

  function utc(local: string): string {
    const shown = milliseconds(local);
    const offsets = [offsetAt(shown - day), offsetAt(shown + day)];
    const moments = offsets.map((offset) => shown - offset).filter((at) => at + offsetAt(at) === shown);
    // Where the clock was put forward past it: the moment of that.
    return text(moments.length > 0 ? Math.min(...moments) : changeBetween(offsetAt, shown - day, shown + day));
  }

  function shift(moment: Sql, dialect: Dialect, within: Period | null = null): Sql {
    const from = within ? milliseconds(within.from) - day : usual.from;
    const to = within ? milliseconds(within.to) + day : usual.to;
    const among = steps.filter(({ at }) => at > from && at < to);
    return dialect.later(moment, offsets(among, offsetAt(from)));

    /** By halves, so that many years take few comparisons a row. */
    function offsets(among: readonly Step[], earlier: number): Sql {
      const at = among.length >> 1;
      const middle = among[at];
      if (!middle) return sql`CAST(${bound(earlier * 1000)} AS BIGINT)`;
      const before = offsets(among.slice(0, at), earlier);
      const since = offsets(among.slice(at + 1), middle.offset);
      return sql`CASE WHEN ${moment} < CAST(${bound(text(middle.at))} AS TIMESTAMP) THEN ${before} ELSE ${since} END`;
    }
  }
}

/** The first second with the later offset. */
function changeBetween(offsetAt: (moment: number) => number, from: number, to: number): number {
  const earlier = offsetAt(from);
  let [low, high] = [Math.floor(from / second), Math.ceil(to / second)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * second) === earlier) low = middle;
    else high = middle;
  }
  return high * second;
}

/** Of a moment, in milliseconds. */
function offsetsOf(timeZone: string): (moment: number) => number {
  const numeric = 'numeric' as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601', { timeZone, hourCycle: 'h23', ...parts });
  return (moment) => {
    const whole = Math.floor(moment / second) * second;
    const shown = Object.fromEntries(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour, minute, second: seconds } = shown;
    // Years below 100 would be taken for some of the last century.
    return new Date(Date.UTC(2000, 0, 1, hour, minute, seconds)).setUTCFullYear(year, month - 1, day) - whole;
  };
}

const milliseconds = (moment: string) => Date.parse(`${moment.length === 10 ? `${moment}T00:00:00` : moment.slice(0, 19)}Z`);
const text = (moment: number) => new Date(moment).toISOString().slice(0, 19);
