// Until when: a few usual spans, or a day.
import { Choose } from '../../ui/choose.tsx';
import styles from './give.module.css';

export type End = 'none' | '7' | '30' | '90' | 'date';
const ends: { value: End; label: string }[] = [
  { value: 'none', label: 'No end date' },
  { value: '7', label: 'For 7 days' },
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
  { value: 'date', label: 'Until a date' },
];

export function endOf(end: End, date: string, now: Date): string | undefined {
  if (end === 'none') return undefined;
  // The day that is named still counts.
  if (end === 'date') return date ? new Date(`${date}T23:59:59`).toISOString() : undefined;
  return new Date(now.getTime() + Number(end) * 86_400_000).toISOString();
}

type Props = { end: End; date: string; onEnd: (end: End) => void; onDate: (date: string) => void };

export const EndChoice = ({ end, date, onEnd, onDate }: Props) => (
  <>
    <Choose label="End" value={end} options={ends} onChoose={onEnd} quiet width={160} />
    {end === 'date' && (
      <input
        type="date"
        className={styles.date}
        aria-label="Last day"
        value={date}
        onChange={(event) => onDate(event.currentTarget.value)}
      />
    )}
  </>
);
