import { Bone } from '../ui/bones.tsx';
import { Late } from '../ui/late.tsx';
import styles from './resource-table.module.css';

/** Rows that aren't there yet, where they will be. */
export const TableBones = ({ rows = 10 }: { rows?: number }) => (
  <Late>
    <div role="status" aria-label="Loading" className={styles.bones}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <div key={row} className={styles.bone}>
          <Bone width={16} height={16} />
          <Bone width={`${64 - ((row * 19) % 36)}%`} />
          <Bone width="70%" />
          <Bone width="60%" />
        </div>
      ))}
    </div>
  </Late>
);
