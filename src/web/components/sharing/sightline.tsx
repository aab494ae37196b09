// The way by which somebody sees something, drawn as one line with stops.
import type { CSSProperties } from 'react';
import styles from './sightline.module.css';
import type { Stop } from './words.ts';

export function Sightline({ stops, label }: { stops: readonly Stop[]; label: string }) {
  return (
    <ol className={styles.line} aria-label={label} data-long={stops.length > 5 || undefined}>
      {stops.map((stop, i) => {
        // All stretches together take the 180 ms that one takes.
        const turn: Record<`--${string}`, string> = { '--turn': `${(i * 180) / stops.length}ms` };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place on the line
          <li key={i} className={styles.stop} style={turn as CSSProperties} data-broken={stop.broken}>
            {stop.broken && <span className={styles.gap} aria-hidden="true" />}
            <span className={styles.label}>{stop.label}</span>
            {stop.detail && <span className={styles.detail}>{stop.detail}</span>}
          </li>
        );
      })}
    </ol>
  );
}
