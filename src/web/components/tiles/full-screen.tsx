// The same chart with the whole window to itself.
import type { Result } from '#contract';
import { Dialog } from '../../ui/dialog.tsx';
import { Chart } from '../charts/chart.tsx';
import { cutInWords } from '../charts/cut.ts';
import type { Look } from '../charts/drawing.ts';
import type { Pick } from '../charts/spot.ts';
import styles from './frame.module.css';
import { aboutOf } from './view-data.tsx';

type Props = {
  title: string;
  result: Result;
  look: Look;
  opened: boolean;
  onClose: () => void;
  onPick?: ((picks: Pick[]) => void) | undefined;
};

export default function FullScreen({ title, result, look, opened, onClose, onPick }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title} filling>
      <p className={styles.note}>{[aboutOf(result), cutInWords(result, look)].join(' ')}</p>
      <div className={styles.full}>
        <Chart result={result} look={look} name={title} onPick={onPick} />
      </div>
    </Dialog>
  );
}
