// The shape of the chart that is on its way.
import type { ChartType } from '#contract';
import { Bone } from '../../ui/bones.tsx';
import { Late } from '../../ui/late.tsx';
import styles from './chart-bones.module.css';

const heights = [46, 62, 54, 78, 66, 88, 72];

export const ChartBones = ({ type }: { type: ChartType }) => (
  <Late>
    {type === 'number' ? (
      <div className={styles.rows}>
        <Bone width="55%" height={34} />
        <Bone width="75%" height={12} />
      </div>
    ) : type === 'table' || type === 'pivot' || type === 'leaderboard' ? (
      <div className={styles.rows}>
        {heights.map((width) => (
          <Bone key={width} width={`${width}%`} />
        ))}
      </div>
    ) : type === 'bar' || type === 'combo' || type === 'histogram' ? (
      <div className={styles.bones}>
        {heights.map((height) => (
          <Bone key={height} width="8%" height={`${height}%`} />
        ))}
      </div>
    ) : type === 'pie' ? (
      <div className={styles.ring} />
    ) : type === 'heatmap' ? (
      <div className={styles.rows}>
        {heights.map((width) => (
          <Bone key={width} width="100%" height={24} />
        ))}
      </div>
    ) : (
      <div className={styles.bones}>
        <Bone width="100%" height={2} />
      </div>
    )}
  </Late>
);
