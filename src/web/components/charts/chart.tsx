// An answer, drawn as its chart asks. The one place that knows which type is drawn by what.
import { type ComponentProps, useMemo } from 'react';
import type { Result } from '#contract';
import { loadable } from '../../ui/loaded.ts';
import { BigNumber } from './big-number.tsx';
import { Canvas } from './canvas.tsx';
import { ChartBones } from './chart-bones.tsx';
import type { DataTable } from './data-table.tsx';
import type { Look } from './drawing.ts';
import { drawnFrom } from './drawn.ts';
import { Leaders } from './leaders.tsx';
import { Pie } from './pie.tsx';
import type { PivotTable } from './pivot-table.tsx';
import { Plot } from './plot.tsx';
import type { Pick } from './spot.ts';

// Not every page has one, and they bring along what scrolls long tables.
const table = loadable(() => import('./data-table.tsx'));
const pivot = loadable(() => import('./pivot-table.tsx'));

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
      return <Pivot result={drawn.result} across={look.across ?? []} name={name} highlight={look.highlight} />;
    case 'ring':
      return <Pie whole={drawn.whole} onPick={onPick} />;
    case 'painting':
      return <Canvas painting={drawn.painting} onPick={onPick} />;
    case 'plot':
      return <Plot drawing={drawn.drawing} look={settled} onPick={onPick} />;
    default:
      return <Table result={result} bars={look.highlight === undefined} name={name} highlight={look.highlight} />;
  }
}

function Table(props: ComponentProps<typeof DataTable>) {
  const there = table.use();
  return there ? <there.DataTable {...props} /> : <ChartBones type="table" />;
}

function Pivot(props: ComponentProps<typeof PivotTable>) {
  const there = pivot.use();
  return there ? <there.PivotTable {...props} /> : <ChartBones type="pivot" />;
}
