// The small table under the pointer. HTML rather than the chart library's own, which would need inline styles.
import { type ChartColours, lineOf } from './colours.ts';
import styles from './plot.module.css';
import type { Spot } from './spot.ts';

type Props = { spot: Spot; x: number; y: number; width: number; colours: ChartColours };

export function Tip({ spot, x, y, width, colours }: Props) {
  const place = { top: Math.max(0, y - 12), ...(x > width / 2 ? { right: width - x + 14 } : { left: x + 14 }) };
  return (
    <div className={styles.tip} aria-hidden="true" style={place}>
      <table>
        <caption>{spot.caption}</caption>
        <tbody>
          {spot.rows.map(({ name, value, change, series }) => (
            <tr key={name}>
              <th scope="row">
                {series !== undefined && <span className={styles.swatch} style={{ background: lineOf(colours, series).color }} />}
                {name}
              </th>
              <td>{value}</td>
              {change !== undefined && <td>{change}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
