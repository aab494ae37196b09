// What stands around everything while one looks as somebody else, so that nobody forgets it.
import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../../data/api.ts';
import { meQuery } from '../../data/queries.ts';
import { leaveViewAs } from '../../data/view-as.ts';
import styles from './view-as.module.css';

export function ViewAsFrame() {
  const { data: me } = useSuspenseQuery(meQuery);
  if (!me.viewAs) return null;
  const { subject, by } = me.viewAs;
  const stop = () => {
    const id = leaveViewAs();
    const back = () => location.assign(`/people/${subject.kind === 'group' ? 'groups/' : ''}${subject.id}`);
    if (id) void api.endViewAs({ params: { viewAs: id } }).then(back, back);
    else back();
  };
  return (
    <>
      <div className={styles.frame} aria-hidden="true" />
      <section className={styles.bar} aria-label="Viewing as somebody else">
        <p>
          {subject.kind === 'group'
            ? `You see what somebody in ${subject.label} sees, as far as ${by.label} may. Nothing can be changed.`
            : `You see what ${subject.label} sees, as far as ${by.label} may. Nothing can be changed.`}
        </p>
        <Button size="compact-sm" variant="default" onClick={stop}>
          Stop
        </Button>
      </section>
    </>
  );
}
