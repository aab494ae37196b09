// The chart half of the look: the same in a browser and, drawn on the server, in a mail. Series colours are in an order
// in which they are told apart under the three colour-blindnesses; roles.css repeats those that plain HTML needs.
export type Scheme = 'light' | 'dark';
export type ChartColours = {
  series: readonly string[];
  ink: string;
  quiet: string;
  line: string;
  surface: string;
  other: string;
};

export const chartColours: Record<Scheme, ChartColours> = {
  light: {
    series: ['#2d6bbf', '#1da888', '#a57a16', '#924372', '#9e85e2', '#466101'],
    ink: '#16202a',
    quiet: '#55606b',
    line: '#e5e2da',
    surface: '#ffffff',
    other: '#85909b',
  },
  dark: {
    series: ['#608fe0', '#74e8c7', '#f6c764', '#cc6b95', '#c7b2fd', '#90a942'],
    ink: '#e8ecef',
    quiet: '#a3aeb8',
    line: '#2a343e',
    surface: '#192129',
    other: '#6b7783',
  },
};

export const colourOf = (colours: ChartColours, series: number) => colours.series[series] ?? colours.other;

/** Beyond the colours that can be told apart, lines begin with them again, and are dashed. */
export const lineOf = (colours: ChartColours, series: number) => ({
  color: colourOf(colours, series % colours.series.length),
  dashed: series >= colours.series.length,
});

/** `from` with as much of `to` in it as told, 0 to 1; both as #rrggbb. */
export const mixed = (from: string, to: string, part: number): string => {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  const mix = [0, 1, 2].map((at) => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * part));
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};
