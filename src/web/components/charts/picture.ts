// A chart as a picture to keep: its title, how fresh it is, its legend and what is drawn, at twice the size of the screen.
import type { Result } from '#contract';
import { formatShare, formatValue } from '../format.ts';
import { chartFont, labelsAtEnds, namesOf } from './axes.ts';
import { textWidth } from './canvas.tsx';
import { type ChartColours, chartColours, colourOf, type Scheme } from './colours.ts';
import { barsThatFit, fittingInWords, type Look } from './drawing.ts';
import { drawnFrom } from './drawn.ts';
import { endLabels } from './line-option.ts';
import { ringOf, sliceColour } from './pie.tsx';
import { paintingOf } from './plotting.ts';
import type { Whole } from './slices.ts';
import type { Painting, Size } from './spot.ts';

type Picture = { result: Result; look: Look; title: string; note: string; scheme: Scheme; size: Size };
const scale = 2;
const edge = 16;
const headTall = 60;
const line = 18;

export async function pictureOf({ result, look, title, note, scheme, size }: Picture): Promise<Blob> {
  const drawn = drawnFrom(result, look);
  const colours = chartColours[scheme];
  await Promise.all([document.fonts.load(`600 15px ${chartFont}`), document.fonts.load(`12px ${chartFont}`)]);
  const page = sheet(size, colours);
  page.font = `600 15px ${chartFont}`;
  page.fillStyle = colours.ink;
  page.fillText(fitted(page, title, size.width - 2 * edge), edge, edge + 8);
  page.font = `12px ${chartFont}`;
  page.fillStyle = colours.quiet;
  page.fillText(fitted(page, note, size.width - 2 * edge), edge, edge + 28);

  const room = { x: edge, y: headTall, width: size.width - 2 * edge, height: size.height - headTall - edge };
  if (drawn?.as === 'ring') {
    const side = Math.min(room.height, room.width * 0.4);
    const top = room.y + (room.height - side) / 2;
    await paint(page, ringOf(drawn.whole), colours, { ...room, y: top, width: side, height: side });
    parts(page, drawn.whole, colours, { ...room, x: room.x + side + 24, width: room.width - side - 24 });
  } else if (drawn?.as === 'painting') {
    await paint(page, drawn.painting, colours, room);
  } else if (drawn?.as === 'plot') {
    const { drawing } = drawn;
    const names = namesOf(drawing);
    const compared = drawing.series.some((series) => series.compared);
    const ends = labelsAtEnds(drawing, look, room.width);
    const said: Entry[] = [
      ...(names.length > 1 && !ends ? names.map((name, i) => ({ name, colour: colourOf(colours, i) })) : []),
      ...(drawing.leftOut > 0 ? [{ name: `and ${drawing.leftOut} more in the data` }] : []),
      ...(compared ? [{ name: 'paler: the period before' }] : []),
    ];
    const tall = legend(page, said, colours, room);
    const under = { ...room, y: room.y + tall, height: room.height - tall };
    const rest = fittingInWords(drawing, barsThatFit(drawing, look, under));
    if (rest) page.fillText(rest, under.x, under.y + under.height - 4);
    await paint(page, paintingOf(drawing, look), colours, under);
    for (const end of endLabels(drawing, look, under, textWidth()))
      entry(page, { name: end.name, colour: colourOf(colours, end.index) }, colours.ink, {
        x: under.x + end.x,
        y: under.y + end.y,
        width: under.width - end.x,
      });
  }
  return new Promise((resolve, reject) => {
    page.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png');
  });
}

function sheet({ width, height }: Size, colours: ChartColours): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: width * scale, height: height * scale });
  const page = canvas.getContext('2d');
  if (!page) throw new Error('the browser draws on no canvas');
  page.scale(scale, scale);
  page.fillStyle = colours.surface;
  page.fillRect(0, 0, width, height);
  page.textBaseline = 'middle';
  return page;
}

type Box = Size & { x: number; y: number };

async function paint(page: CanvasRenderingContext2D, painting: Painting, colours: ChartColours, box: Box): Promise<void> {
  const { init } = await import('./echarts.ts');
  const size = { width: Math.round(box.width), height: Math.round(box.height) };
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', devicePixelRatio: scale, ...size });
  try {
    chart.setOption(painting.option(colours, size, textWidth()));
    page.drawImage(chart.renderToCanvas({ pixelRatio: scale }), box.x, box.y, size.width, size.height);
  } finally {
    chart.dispose();
  }
}

type Entry = { name: string; colour?: string };

/** As many lines as it takes; answers how high it is. */
function legend(page: CanvasRenderingContext2D, entries: readonly Entry[], colours: ChartColours, room: Box): number {
  if (entries.length === 0) return 0;
  let [x, y] = [room.x, room.y + line / 2];
  for (const one of entries) {
    const width = Math.min(page.measureText(one.name).width + (one.colour ? 14 : 0), room.width);
    if (x > room.x && x + width > room.x + room.width) [x, y] = [room.x, y + line];
    entry(page, one, one.colour ? colours.ink : colours.quiet, { x, y, width });
    x += width + 14;
  }
  return y + line - room.y;
}

function entry(
  page: CanvasRenderingContext2D,
  { name, colour }: Entry,
  ink: string,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  if (colour) {
    page.fillStyle = colour;
    page.fillRect(x, y - 4, 8, 8);
  }
  page.fillStyle = ink;
  page.fillText(fitted(page, name, width - (colour ? 14 : 0)), x + (colour ? 14 : 0), y);
}

function parts(page: CanvasRenderingContext2D, whole: Whole, colours: ChartColours, room: Box): void {
  const top = room.y + (room.height - whole.slices.length * 22) / 2 + 11;
  whole.slices.forEach((slice, i) => {
    const y = top + i * 22;
    const figures = `${formatValue(slice.amount, whole.measure)}   ${formatShare(slice.share)}`;
    const wide = page.measureText(figures).width;
    entry(page, { name: slice.name, colour: sliceColour(slice, i, colours) }, colours.ink, {
      x: room.x,
      y,
      width: room.width - wide - 12,
    });
    page.fillStyle = colours.quiet;
    page.fillText(figures, room.x + room.width - wide, y);
  });
}

function fitted(page: CanvasRenderingContext2D, text: string, width: number): string {
  if (page.measureText(text).width <= width) return text;
  let kept = text.length;
  while (kept > 1 && page.measureText(`${text.slice(0, kept)}…`).width > width) kept -= 1;
  return `${text.slice(0, kept)}…`;
}
