// The same people for several things.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Level, ResourceItem, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { meQuery } from '../../data/queries.ts';
import { Choose } from '../../ui/choose.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import { listing, people } from '../format.ts';
import { type End, EndChoice, endOf } from '../sharing/end-choice.tsx';
import { inviteAll, isNewcomer } from '../sharing/newcomers.ts';
import { PeopleBox } from '../sharing/people-box.tsx';
import { canDo, canDoDetail } from '../sharing/words.ts';
import styles from './bulk.module.css';
import { Outcome } from './outcome.tsx';
import { previewsQuery } from './previews.ts';
import { useBulk } from './use-bulk.ts';
import { gainsInWords, things, touchedIn } from './words.ts';

type Props = { items: readonly ResourceItem[]; onDone: () => void; onClose: () => void };

/** Alerts, reports and rules have editors and nobody else. */
const levelsOf = (items: readonly ResourceItem[]): Level[] =>
  items.every(({ kind }) => kind === 'alert' || kind === 'report' || kind === 'rule') ? ['editor'] : ['viewer', 'editor'];

export function ShareMany({ items, onDone, onClose }: Props) {
  const { data: me } = useSuspenseQuery(meQuery);
  const levels = levelsOf(items);
  const [picked, setPicked] = useState<Subject[]>([]);
  const [level, setLevel] = useState<Level>(levels[0] ?? 'viewer');
  const [end, setEnd] = useState<End>('none');
  const [date, setDate] = useState('');
  const bulk = useBulk();
  const here = picked.filter((subject) => !isNewcomer(subject));

  const share = async () => {
    if (picked.length === 0 || (end === 'date' && !date)) return;
    const expiresAt = endOf(end, date, new Date());
    const grant = here.map((subject) => ({ subject: subject.id, level, ...(expiresAt && { expiresAt }) }));
    const { failures } = await bulk.run(items, async ({ id }) => {
      if (grant.length > 0) await api.patchAccess({ params: { resource: id }, body: { grant } });
      await inviteAll(picked.filter(isNewcomer), { resource: id, level, expiresAt });
    });
    if (failures.length > 0) return;
    const verb = level === 'viewer' ? 'open' : 'edit';
    say(`${listing(picked.map(({ label }) => label))} can ${verb} ${things(items)} now.`);
    onDone();
  };

  return (
    <Dialog title={`Share ${things(items)}`} opened onClose={bulk.progress.state === 'done' ? onDone : onClose}>
      <div className={styles.dialog}>
        {bulk.progress.state === 'ready' ? (
          <>
            <div className={styles.first}>
              <div>
                <PeopleBox
                  picked={picked}
                  onPick={setPicked}
                  already={(subject) => (subject.id === me.user.id ? 'You have access already' : undefined)}
                  refused={new Set()}
                  mayInvite={me.capabilities.includes('guests.invite')}
                  onSubmit={() => void share()}
                />
              </div>
              <Choose
                label="Level"
                value={level}
                options={levels.map((offered) => ({ value: offered, label: canDo[offered], detail: canDoDetail[offered] }))}
                onChoose={setLevel}
                width={260}
              />
            </div>
            <p className={styles.line} aria-live="polite">
              <Gains items={items} here={here} level={level} me={me.user.id} />{' '}
              {picked.length > here.length &&
                `${people(picked.length - here.length)} can open them after accepting the invitation.`}
            </p>
            <div className={styles.foot}>
              <span className={styles.grow}>
                <EndChoice end={end} date={date} onEnd={setEnd} onDate={setDate} />
              </span>
              <Button onClick={() => void share()} disabled={picked.length === 0 || (end === 'date' && !date)}>
                Share with {picked.length}
              </Button>
            </div>
          </>
        ) : (
          <Outcome progress={bulk.progress} onStop={bulk.stop} onClose={onDone} />
        )}
      </div>
    </Dialog>
  );
}

type GainsProps = { items: readonly ResourceItem[]; here: readonly Subject[]; level: Level; me: string };

/** Nothing is done before it was read how many that makes. */
function Gains({ items, here, level, me }: GainsProps) {
  const ids = here.map(({ id }) => id).join(' ');
  const [settled] = useDebouncedValue(`${level} ${ids}`, 200);
  const query = previewsQuery(settled, items, ({ id }, signal) =>
    api.patchAccess({
      params: { resource: id },
      query: { preview: true },
      body: { grant: here.map((subject) => ({ subject: subject.id, level })) },
      signal,
    }),
  );
  const { data } = useQuery({ ...query, enabled: here.length > 0 && settled === `${level} ${ids}` });
  if (here.length === 0 || !data) return null;
  const refused = data.refused > 0 ? ` Of ${data.refused} it will be refused.` : '';
  return <Rolling>{`${gainsInWords(touchedIn(data.previews, 'gains', me), items)}${refused}`}</Rolling>;
}
