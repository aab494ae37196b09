// How far it is, and what could not be done.
import { Progress as Bar, Button } from '@mantine/core';
import { sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { SomeFailed } from '../sharing/newcomers.ts';
import styles from './bulk.module.css';
import type { Progress } from './use-bulk.ts';
import { things } from './words.ts';

type Props = { progress: Progress; onStop: () => void; onClose: () => void };

export function Outcome({ progress, onStop, onClose }: Props) {
  if (progress.state === 'ready') return null;
  if (progress.state === 'running') {
    const { done, of } = progress;
    return (
      <div className={styles.foot}>
        <span role="status" className={styles.grow}>
          {done + 1} of {of}
          <Bar value={(100 * done) / of} size="sm" color="var(--action)" aria-label="How far it is" />
        </span>
        <Button variant="default" onClick={onStop}>
          Stop
        </Button>
      </div>
    );
  }
  const { did, failures } = progress;
  return (
    <>
      <Inline look="bad">
        <p>
          {did.length > 0 ? `Done for ${things(did)}.` : 'Nothing was changed.'} Could not be done for{' '}
          {things(failures.map(({ item }) => item))}:
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by keys too */}
        <ul className={styles.failures} tabIndex={0} aria-label="What could not be done">
          {failures.map(({ item, error }) => (
            <li key={item.id}>
              “{item.title}”: {complaint(error)}
            </li>
          ))}
        </ul>
      </Inline>
      <div className={styles.foot}>
        <span className={styles.grow} />
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  );
}

const complaint = (error: unknown): string =>
  error instanceof SomeFailed
    ? error.failures.map((failure) => `${failure.subject.label}: ${sentenceOf(failure.error)}`).join(' ')
    : sentenceOf(error);
