// Placeholders in the shape of what comes.
import styles from './bones.module.css';
import { Late } from './late.tsx';

export const Bone = ({ width, height = 12 }: { width: number | string; height?: number | string }) => (
  <span className={styles.bone} style={{ width, height }} />
);

export const RowBones = ({ rows = 6 }: { rows?: number }) => (
  <Late>
    <div className={styles.rows} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <Bone key={row} width={`${70 - ((row * 17) % 40)}%`} />
      ))}
    </div>
  </Late>
);
