// Which drawing an answer gets, by the type that its chart asks for.
import type { Result } from '#contract';
import { cellsOf } from './cells.ts';
import { drawingOf, type Look } from './drawing.ts';
import { heatPainting } from './heatmap.ts';
import { cloudOf, cloudPainting } from './scatter.ts';
import { wholeOf } from './slices.ts';

/** Undefined for a table, and for what can't be drawn as it asks: its numbers are better than nothing. */
export const drawnFrom = (result: Result, look: Look) => {
  switch (look.type) {
    case 'number':
      return { as: 'number' } as const;
    case 'leaderboard':
      return { as: 'leaders' } as const;
    case 'pivot':
      return result.pivot && ({ as: 'pivot', result: { ...result, pivot: result.pivot } } as const);
    case 'pie': {
      const whole = wholeOf(result);
      return whole && ({ as: 'ring', whole } as const);
    }
    case 'heatmap': {
      const cells = cellsOf(result, look.series);
      return cells && ({ as: 'painting', painting: heatPainting(cells) } as const);
    }
    case 'scatter': {
      const cloud = cloudOf(result);
      return cloud && ({ as: 'painting', painting: cloudPainting(cloud) } as const);
    }
    case 'table':
      return undefined;
    default: {
      const drawing = drawingOf(result, look);
      return drawing && ({ as: 'plot', drawing } as const);
    }
  }
};
