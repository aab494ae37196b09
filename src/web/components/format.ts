// How numbers, times and counts read: the one place that says so. Pure; times of data have no zone and are read as UTC.
import type { Column, Format, Grain, Value } from '#contract';

/** Narrow and unbreakable, between a figure and its unit. */
export const thin = '\u202f';
const minus = '\u2212';

export type Figure = { text: string; unit: string };
type Look = Partial<Pick<Column, 'type' | 'part' | 'bucket'>> & {
  format?: Format | undefined;
  unit?: string | undefined;
  grain?: Grain | undefined;
};

const formatters = new Map<string, Intl.NumberFormat>();
const plain = (value: number, least: number, most: number) => {
  const key = `${least}-${most}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat('en', { minimumFractionDigits: least, maximumFractionDigits: most });
    formatters.set(key, formatter);
  }
  // A value that rounds to nothing has no sign.
  return formatter
    .format(value)
    .replace(/^-(?=[0.,]*$)/, '')
    .replace('-', minus);
};

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** Three figures at most: 1.24 M, 12.4 K, 980. */
function compact(value: number): Figure {
  const size = Math.abs(value);
  const [step, unit] = steps.find(([from]) => size >= from * 0.9995) ?? [1, ''];
  const scaled = value / step;
  const digits = step === 1 && Number.isInteger(value) ? 0 : Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0;
  return { text: plain(scaled, 0, digits), unit };
}

function minutes(value: number): Figure {
  const size = Math.abs(value);
  if (size < 59.95) return { text: plain(value, 1, 1), unit: 'min' };
  const whole = Math.round(size);
  const sign = value < 0 ? minus : '';
  const rest = whole % 60;
  return {
    text: `${sign}${plain(Math.floor(whole / 60), 0, 0)}${thin}h${rest ? `${thin}${rest}` : ''}`,
    unit: rest ? 'min' : '',
  };
}

function currency(value: number, unit: string | undefined): Figure {
  const digits = Math.abs(value) >= 1000 || Number.isInteger(value) ? 0 : 2;
  if (unit && /^[A-Z]{3}$/.test(unit)) {
    const text = new Intl.NumberFormat('en', {
      style: 'currency',
      currency: unit,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
    return { text: text.replace('-', minus), unit: '' };
  }
  return { text: plain(value, digits, digits), unit: unit ?? '' };
}

/** A number and its unit apart, so that a screen can keep the unit quiet. */
export function figure(value: number, look: Look): Figure {
  const unit = look.unit ?? '';
  switch (look.format) {
    case 'integer':
      return { text: plain(value, 0, 0), unit };
    case 'decimal':
      return { text: plain(value, 1, Math.abs(value) < 1 ? 2 : 1), unit };
    case 'percent':
      return { text: plain(value * 100, 1, 1), unit: '%' };
    case 'currency':
      return currency(value, look.unit);
    case 'duration_min':
      return minutes(value);
    case 'compact': {
      const short = compact(value);
      return { text: short.text, unit: [short.unit, unit].filter(Boolean).join(thin) };
    }
    case undefined:
      return { text: Number.isInteger(value) ? plain(value, 0, 0) : plain(value, 0, 2), unit };
  }
}

const joined = ({ text, unit }: Figure) => (unit ? `${text}${thin}${unit}` : text);

/** What stands for "nothing known" in a cell. */
export const none = '–';

export function formatValue(value: Value | undefined, look: Look): string {
  if (value === null || value === undefined) return none;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (look.type === 'time' || look.type === 'date') return formatTime(String(value), look.grain, look.type);
  if (typeof value === 'number' && look.part) return partOfTime(value, look.part);
  if (typeof value === 'number' && look.bucket) return step(value, look.bucket, look.unit);
  if (typeof value === 'number')
    return joined(look.type === 'number' && !look.format && !look.unit ? ordinary(value) : figure(value, look));
  return value === '' ? '(empty)' : value;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
function partOfTime(value: number, part: NonNullable<Column['part']>): string {
  if (part === 'weekday') return weekdays[value - 1] ?? String(value);
  if (part === 'month') return months[value - 1] ?? String(value);
  return part === 'hour' ? `${two(value)}:00` : String(value);
}

/** Steps of whole numbers name their last number too: 250–499 mi, and −60 to −46 min where a dash would be one minus more. */
function step(from: number, width: number, unit: string | undefined): string {
  const last = Number.isInteger(from) && Number.isInteger(width) ? from + width - 1 : from + width;
  const text = last === from ? plain(from, 0, 2) : `${plain(from, 0, 2)}${from < 0 ? ' to ' : '–'}${plain(last, 0, 2)}`;
  return unit ? `${text}${thin}${unit}` : text;
}

// A number that is a dimension is a label: years have no thousands.
const ordinary = (value: number): Figure =>
  Number.isInteger(value) && Math.abs(value) < 10_000 ? { text: String(value).replace('-', minus), unit: '' } : figure(value, {});

/** A number on an axis: short, because the tile's title and the table say the rest, and like its neighbours up to `most`. */
export function formatTick(value: number, look: Look, most = value): string {
  if (value === 0) return '0';
  if (look.format === 'percent') return `${plain(value * 100, 0, 1)}${thin}%`;
  if (look.format === 'duration_min')
    return Math.abs(most) < 120 ? `${plain(value, 0, 1)}${thin}min` : `${plain(value / 60, 0, 1)}${thin}h`;
  const short = Math.abs(most) >= 10_000 ? inStepsOf(value, most) : plain(value, 0, 2);
  return look.format === 'currency' && look.unit === 'USD' ? `$${short}` : short;
}

function inStepsOf(value: number, most: number): string {
  const [size, unit] = steps.find(([from]) => Math.abs(most) >= from * 0.9995) ?? [1, ''];
  return `${plain(value / size, 0, 2)}${thin}${unit}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** Milliseconds of a time or date of the data. */
export const timeOf = (text: string): number => {
  const iso = text.length <= 10 ? `${text}T00:00:00Z` : /Z|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  return Date.parse(iso);
};
/** The day of a moment, as the contract writes days. */
export const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

export function formatTime(text: string, grain?: Grain, type: Column['type'] = 'time'): string {
  const time = timeOf(text);
  if (Number.isNaN(time)) return text;
  const date = new Date(time);
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  const year = date.getUTCFullYear();
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  switch (grain) {
    case 'second':
      return `${day} ${year} ${clock}:${two(date.getUTCSeconds())}`;
    case 'minute':
    case 'hour':
      return `${day} ${year} ${clock}`;
    case 'day':
      return `${day} ${year}`;
    case 'week':
      return `Week of ${day} ${year}`;
    case 'month':
      return `${months[date.getUTCMonth()]} ${year}`;
    case 'quarter':
      return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${year}`;
    case 'year':
      return String(year);
    case undefined:
      return type === 'date' || clock === '00:00' ? `${day} ${year}` : `${day} ${year} ${clock}`;
  }
}

/** Half-open days as people say them: the last day is the one before `to`. */
export function formatPeriod(from: string | undefined, to: string | undefined): string {
  const last = to === undefined ? undefined : dayOf(timeOf(to) - 86_400_000);
  if (from === undefined) return last === undefined ? 'All time' : `Until ${formatTime(last, 'day')}`;
  if (last === undefined) return `Since ${formatTime(from, 'day')}`;
  if (from === last) return formatTime(from, 'day');
  const start = formatTime(from, 'day');
  const end = formatTime(last, 'day');
  return start.slice(-4) === end.slice(-4) ? `${start.slice(0, -5)} – ${end}` : `${start} – ${end}`;
}

/** How a value compares with the one before, in words; null when that can't be said. */
export function changeInWords(now: Value | undefined, before: Value | undefined, look: Look, than: string): string | null {
  if (typeof now !== 'number' || typeof before !== 'number') return null;
  const by = now - before;
  if (by === 0) return `The same as ${than}`;
  const direction = by > 0 ? 'more' : 'less';
  if (look.format === 'percent') {
    const points = plain(Math.abs(by) * 100, 1, 1);
    return points === '0.0' ? `Much the same as ${than}` : `${points} points ${direction} than ${than}`;
  }
  if (before === 0) return `Up from 0 in ${than}`.replace('Up', by > 0 ? 'Up' : 'Down');
  // A share of a number that can be negative says nothing.
  if (before < 0 || now < 0) return `${joined(figure(Math.abs(by), look))} ${direction} than ${than}`;
  if (by / before >= 2) return `${plain(now / before, 0, 1)} times as much as ${than}`;
  return `${formatShare(Math.abs(by) / before)} ${direction} than ${than}`;
}

/** A signed change for a table's narrow column. */
export function changeInFigures(now: Value | undefined, before: Value | undefined, look: Look): string {
  if (typeof now !== 'number' || typeof before !== 'number') return none;
  const by = now - before;
  const sign = by > 0 ? '+' : by < 0 ? minus : '';
  if (look.format === 'percent') return `${sign}${plain(Math.abs(by) * 100, 1, 1)}${thin}pt`;
  if (before <= 0 || now < 0) return `${sign}${joined(figure(Math.abs(by), look))}`;
  return by / before >= 2 ? `×${plain(now / before, 0, 1)}` : `${sign}${formatShare(Math.abs(by) / before)}`;
}

const signOf = (by: number) => (by > 0 ? '+' : by < 0 ? minus : '');

/** By how much, in the measure's own words; of shares in points. */
export function signed(by: Value | undefined, look: Look): string {
  if (typeof by !== 'number') return none;
  const size = Math.abs(by);
  if (look.format === 'percent') return `${signOf(by)}${plain(size * 100, 1, 1)}${thin}pt`;
  return `${signOf(by)}${joined(figure(size, look))}`;
}
export const signedShare = (by: Value | undefined): string =>
  typeof by !== 'number' ? none : `${signOf(by)}${formatShare(Math.abs(by))}`;

export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `<0.1${thin}%`;
  return `${plain(percent, percent < 10 ? 1 : 0, percent < 10 ? 1 : 0)}${thin}%`;
}

export const count = (n: number, one: string, many = `${one}s`) => `${plain(n, 0, 0)} ${n === 1 ? one : many}`;
export const people = (n: number) => count(n, 'person', 'people');

/** Names as a sentence holds them: "Eve, Ana and 3 more". */
export function listing(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const left = names.length - shown.length;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const localDay = (date: Date) => `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`;

/** A moment of our own, in the reader's zone: the day, as dates of access are said. */
export const formatDay = (moment: string) => localDay(new Date(moment));

/** A moment of our own: how long ago while that is easy to grasp, then the day. */
export function formatAgo(moment: string, now: Date): string {
  const then = new Date(moment);
  const seconds = (now.getTime() - then.getTime()) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${count(Math.floor(seconds / 3600), 'hour')} ago`;
  if (seconds < 7 * 86_400) return `${count(Math.floor(seconds / 86_400), 'day')} ago`;
  return localDay(then);
}

/** A moment of our own: the time of day when it is today, else the day too. */
export function formatAsOf(moment: string, now: Date): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return date.toDateString() === now.toDateString() ? clock : `${localDay(date)}, ${clock}`;
}
