// An answer, drawn as its chart asks. The one place that knows which type is drawn by what.
import { useMemo } from 'react';
import type { Result } from '#contract';
import { BigNumber } from './big-number.tsx';
import { Canvas } from './canvas.tsx';
import { cellsOf } from './cells.ts';
import { DataTable } from './data-table.tsx';
import { drawingOf, type Look } from './drawing.ts';
import { heatPainting } from './heatmap.ts';
import { Leaders } from './leaders.tsx';
import { Pie } from './pie.tsx';
import { PivotTable } from './pivot-table.tsx';
import { Plot } from './plot.tsx';
import { cloudOf, cloudPainting } from './scatter.ts';
import { wholeOf } from './slices.ts';
import type { Pick } from './spot.ts';

type Props = { result: Result; look: Look; name: string; onPick?: ((picks: Pick[]) => void) | undefined };

export function Chart({ result, look, name, onPick }: Props) {
  // Looks come from parsed definitions, new objects that say the same.
  const said = JSON.stringify(look);
  const settled: Look = useMemo(() => JSON.parse(said), [said]);
  const drawn = useMemo(() => drawnFrom(result, settled), [result, settled]);
  switch (drawn?.as) {
    case 'number':
      return <BigNumber result={result} />;
    case 'leaders':
      return <Leaders result={result} name={name} onPick={onPick} />;
    case 'pivot':
      return <PivotTable result={drawn.result} across={look.across ?? []} name={name} highlight={look.highlight} />;
    case 'ring':
      return <Pie whole={drawn.whole} onPick={onPick} />;
    case 'painting':
      return <Canvas painting={drawn.painting} onPick={onPick} />;
    case 'plot':
      return <Plot drawing={drawn.drawing} look={settled} onPick={onPick} />;
    default:
      return <DataTable result={result} bars={look.highlight === undefined} name={name} highlight={look.highlight} />;
  }
}

/** Undefined for a table, and for what can't be drawn as it asks: its numbers are better than nothing. */
const drawnFrom = (result: Result, look: Look) => {
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
