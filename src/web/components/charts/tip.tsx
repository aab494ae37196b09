// The small table under the pointer. HTML rather than the chart library's own, which would need inline styles.
import { changeInFigures, formatValue } from '../format.ts';
import { type ChartColours, colourOf } from './colours.ts';
import type { Drawing } from './drawing.ts';
import styles from './plot.module.css';

export type Pointed = { place: number; x: number; y: number };

export function Tip({
  drawing,
  pointed,
  width,
  colours,
}: {
  drawing: Drawing;
  pointed: Pointed;
  width: number;
  colours: ChartColours;
}) {
  const { place, x, y } = pointed;
  const rows = drawing.series.filter((series) => !series.compared);
  const before = (index: number) => drawing.series.find((series) => series.compared && series.index === index);
  const toTheLeft = x > width / 2;
  return (
    <div
      className={styles.tip}
      aria-hidden="true"
      style={{ top: Math.max(0, y - 12), ...(toTheLeft ? { right: width - x + 14 } : { left: x + 14 }) }}
    >
      <table>
        <caption>{drawing.labels[place]}</caption>
        <tbody>
          {rows.map((series) => {
            const compared = before(series.index);
            return (
              <tr key={series.name}>
                <th scope="row">
                  {rows.length > 1 && <span className={styles.swatch} style={{ background: colourOf(colours, series.index) }} />}
                  {series.name}
                </th>
                <td>{formatValue(series.values[place], series.column)}</td>
                {compared && <td>{changeInFigures(series.values[place], compared.values[place], series.column)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
