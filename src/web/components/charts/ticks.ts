// Where an axis has its marks: round numbers and calendar dates, five at most.

/** Round marks that hold [min, max]; of what is counted whole ones, as nothing happens half a time. */
export function niceTicks(min: number, max: number, most = 5, whole = false): number[] {
  // Numbers that differ in their last binary digits only are one number to whoever reads an axis.
  if (!(max - min > 1e-12 * Math.max(Math.abs(min), Math.abs(max)))) return max === 0 ? [0, 1] : max > 0 ? [0, max] : [max, 0];
  const rough = (max - min) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50, 100]) {
    const step = factor * power;
    if (whole && !Number.isInteger(step)) continue;
    const first = Math.floor(min / step + 1e-9);
    const last = Math.ceil(max / step - 1e-9);
    if (last - first + 1 <= most) return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step, step));
  }
  return [min, max];
}

// Sums of steps gather noise in the last binary digits.
const tidy = (value: number, step: number) => {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)));
  return Number(value.toFixed(Math.min(12, digits)));
};

/** The span that a line's axis shows: from zero unless all of it happens far from there. */
export function lineSpan(min: number, max: number): [number, number] {
  if (min >= 0 && min < max * 0.6) return [0, max];
  if (max <= 0 && max > min * 0.6) return [min, 0];
  return [min, max];
}

type Unit = 'hour' | 'day' | 'month';
const hour = 3_600_000;
const calendar: [Unit, number, number][] = [
  ['hour', 1, hour],
  ['hour', 3, 3 * hour],
  ['hour', 6, 6 * hour],
  ['hour', 12, 12 * hour],
  ['day', 1, 24 * hour],
  ['day', 2, 48 * hour],
  ['day', 7, 168 * hour],
  ['day', 14, 336 * hour],
  ['month', 1, 730 * hour],
  ['month', 2, 1461 * hour],
  ['month', 3, 2191 * hour],
  ['month', 6, 4383 * hour],
  ...[1, 2, 5, 10, 20, 50, 100].map((years): [Unit, number, number] => ['month', 12 * years, years * 8766 * hour]),
];

/** Calendar marks inside [from, to], both in milliseconds and read as UTC. */
export function timeTicks(from: number, to: number, most = 5): number[] {
  if (!(to > from)) return [from];
  for (const [unit, step, length] of calendar) {
    if ((to - from) / length > most) continue;
    const ticks = marks(unit, step, from, to);
    if (ticks.length <= most && ticks.length > 0) return ticks;
  }
  return [from, to];
}

function marks(unit: Unit, step: number, from: number, to: number): number[] {
  const ticks: number[] = [];
  if (unit === 'month') {
    const start = new Date(from);
    const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
    for (let month = first; ; month += step) {
      const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (time > to) return ticks;
      if (time >= from) ticks.push(time);
    }
  }
  const length = step * (unit === 'hour' ? hour : 24 * hour);
  // Weeks begin on Mondays; the epoch was a Thursday.
  const shift = unit === 'day' && step % 7 === 0 ? 4 * 24 * hour : 0;
  for (let time = Math.ceil((from - shift) / length) * length + shift; time <= to; time += length) ticks.push(time);
  return ticks;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A mark says what changed since the one before it: the hour, the day, the month, or the year. */
export function timeTickLabel(time: number, ticks: readonly number[]): string {
  const date = new Date(time);
  const gap = (ticks[1] ?? time) - (ticks[0] ?? time);
  const midnight = date.getUTCHours() === 0;
  if (gap > 0 && gap < 24 * hour && !midnight) return `${String(date.getUTCHours()).padStart(2, '0')}:00`;
  const month = months[date.getUTCMonth()] ?? '';
  const firstOfMonth = date.getUTCDate() === 1;
  if (gap >= 27 * 24 * hour && firstOfMonth) {
    if (gap >= 360 * 24 * hour) return String(date.getUTCFullYear());
    return date.getUTCMonth() === 0 || time === ticks[0] ? `${month} ${date.getUTCFullYear()}` : month;
  }
  const day = `${date.getUTCDate()} ${month}`;
  return time === ticks[0] ? `${day} ${date.getUTCFullYear()}` : day;
}
