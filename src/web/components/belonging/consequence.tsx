// What a change would do, in a sentence, and the two ways on from there.
import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { sentenceOf } from '../../data/query-client.ts';
import { Rolling } from '../../ui/rolling.tsx';
import { effectOf, effectOfAll } from '../members/words.ts';
import styles from './belonging.module.css';
import { type Change, effectQuery, useChanges } from './change.ts';

type Props = {
  changes: readonly Change[];
  /** Whom it is about, where that is one. */
  who?: { label: string; kind: string };
  button: string;
  onLeave: () => void;
  onDone: () => unknown;
};

export function Consequence({ changes, who, button, onLeave, onDone }: Props) {
  const effects = useQueries({ queries: changes.map(effectQuery) });
  const make = useChanges(onDone);
  const refused = make.error ?? effects.find(({ error }) => error)?.error;
  const told = effects.flatMap(({ data }) => data ?? []);
  const [only] = told;
  return (
    <div className={styles.change}>
      <p className={styles.line} data-bad={refused ? true : undefined} aria-live="polite">
        {refused ? (
          sentenceOf(refused)
        ) : only && told.length === changes.length ? (
          <Rolling>{who && told.length === 1 ? effectOf(only, who) : effectOfAll(told)}</Rolling>
        ) : null}
      </p>
      <span className={styles.buttons}>
        <Button variant="default" onClick={onLeave}>
          Leave it as it is
        </Button>
        <Button
          loading={make.isPending}
          disabled={effects.some(({ isSuccess }) => !isSuccess)}
          onClick={() => make.mutate(changes)}
        >
          {button}
        </Button>
      </span>
    </div>
  );
}
