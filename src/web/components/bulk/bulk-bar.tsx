// What can be done to all that is chosen. Nothing is offered that could be done to none of it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Action, ResourceItem } from '#contract';
import { count } from '../format.ts';
import styles from './bulk.module.css';
import { OpenMany } from './open-many.tsx';
import { ShareMany } from './share-many.tsx';
import { TrashMany } from './trash-many.tsx';
import { ofAll } from './words.ts';

type Props = { items: readonly ResourceItem[]; onClear: () => void };

const can = (action: Action) => (item: ResourceItem) => item.actions.includes(action);
/** Rules and sources are for people who were added, always. */
const opens = ({ kind }: ResourceItem) => kind !== 'rule' && kind !== 'source';

export function BulkBar({ items, onClear }: Props) {
  const [doing, setDoing] = useState<'share' | 'open' | 'trash' | null>(null);
  const shared = items.filter(can('share'));
  const opened = shared.filter(opens);
  const deleted = items.filter(can('delete'));
  const close = () => setDoing(null);
  const done = () => {
    close();
    onClear();
  };
  const offer = (what: typeof doing, label: string, on: readonly ResourceItem[]) =>
    on.length > 0 && (
      <Button variant={what === 'share' ? 'filled' : 'default'} onClick={() => setDoing(what)}>
        {ofAll(label, on.length, items.length)}
      </Button>
    );
  return (
    <section className={styles.bar} aria-label="Selected">
      <span className={styles.count} role="status">
        {count(items.length, 'selected', 'selected')}
      </span>
      {shared.length + deleted.length === 0 && <span className={styles.quiet}>You can open these, and change none of them.</span>}
      {offer('share', 'Share with…', shared)}
      {offer('open', 'General access', opened)}
      {offer('trash', 'Move to trash', deleted)}
      <Button variant="subtle" onClick={onClear}>
        Clear
      </Button>
      {doing === 'share' && <ShareMany items={shared} onDone={done} onClose={close} />}
      {doing === 'open' && <OpenMany items={opened} onDone={done} onClose={close} />}
      {doing === 'trash' && <TrashMany items={deleted} onDone={done} onClose={close} />}
    </section>
  );
}
