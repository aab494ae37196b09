// The numbers behind a chart.
import type { Result } from '#contract';
import { Dialog } from '../../ui/dialog.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { formatAsOf, formatPeriod } from '../format.ts';
import styles from './frame.module.css';

type Props = { title: string; result: Result; opened: boolean; onClose: () => void };

export default function ViewData({ title, result, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={860}>
      <p className={styles.note}>{aboutOf(result)}</p>
      <div className={styles.data}>
        <DataTable result={result} name={title} />
      </div>
    </Dialog>
  );
}

export const aboutOf = ({ period, dataAsOf }: Result) =>
  `${period ? `${formatPeriod(period.from, period.to)}. ` : ''}Data as of ${formatAsOf(dataAsOf, new Date())}.`;
