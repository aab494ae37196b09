// An answer, drawn as its chart asks. The one place that knows which type is drawn by what.
import { useMemo } from 'react';
import type { Result } from '#contract';
import { BigNumber } from './big-number.tsx';
import { DataTable } from './data-table.tsx';
import { drawingOf, type Look } from './drawing.ts';
import { Plot } from './plot.tsx';

export function Chart({ result, look, name }: { result: Result; look: Look; name: string }) {
  const { type, series, stacked, horizontal } = look;
  const drawing = useMemo(
    () => (type === 'number' || type === 'table' ? null : drawingOf(result, { type, series, stacked, horizontal })),
    [result, type, series, stacked, horizontal],
  );
  const settled = useMemo(() => ({ type, series, stacked, horizontal }), [type, series, stacked, horizontal]);
  if (type === 'number') return <BigNumber result={result} />;
  if (!drawing) return <DataTable result={result} bars name={name} />;
  return <Plot drawing={drawing} look={settled} />;
}
