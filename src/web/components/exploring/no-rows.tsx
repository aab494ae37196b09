// Nothing fits what is chosen: which of it can be taken back.
import { Button } from '@mantine/core';
import { Note } from '../../ui/note.tsx';
import { isBounded, isChosen } from '../filters/chosen.ts';
import styles from './exploring.module.css';
import type { Exploring } from './exploring.ts';

export function NoRows({ exploring: { chosen, time, opensWith, set } }: { exploring: Exploring }) {
  const { time: at, compare, ...narrowed } = chosen;
  const whole = { selected: undefined, back: undefined };
  return (
    <Note
      title="No rows in this range"
      action={
        <div className={styles.ways}>
          {time && isBounded(at ?? opensWith) && (
            <Button variant="default" onClick={() => set(whole, { ...chosen, time: {} })}>
              Show all time
            </Button>
          )}
          {isChosen(narrowed) && (
            <Button
              variant="default"
              onClick={() => set(whole, { values: {}, ranges: {}, ...(at && { time: at }), ...(compare && { compare }) })}
            >
              Reset the filters
            </Button>
          )}
        </div>
      }
    >
      Nothing in the data is in this time{isChosen(narrowed) ? ' and fits these filters' : ''}.
    </Note>
  );
}
