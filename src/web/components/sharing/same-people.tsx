// The people of another thing, added here: picked, read, then done. Nobody is taken out.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Access, Resource } from '#contract';
import { api } from '../../data/api.ts';
import { accessQuery, resourceQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import { PickThing } from '../auditing/pick.tsx';
import { listing, people } from '../format.ts';
import styles from './give.module.css';
import { samePeople, whyNobody } from './same-people.ts';
import { StaleList, useAccessChange } from './use-access-change.ts';
import { canDo, consequence, until } from './words.ts';

type Props = { resource: Resource; access: Access; me: string };

export function SamePeople({ resource, access, me }: Props) {
  const [open, setOpen] = useState<boolean>();
  const [other, setOther] = useState<string>();
  const picked = useQuery({ ...resourceQuery(other ?? ''), enabled: other !== undefined });
  const close = () => {
    setOpen(false);
    setOther(undefined);
  };
  if (!open)
    return (
      <div>
        <Button variant="subtle" autoFocus={open === false} onClick={() => setOpen(true)}>
          Same people as something else
        </Button>
      </div>
    );
  return (
    <section aria-label="Same people as something else">
      <PickThing
        label="Same people as"
        placeholder="A dashboard, chart or other thing"
        chosen={other && picked.data?.title}
        editable
        autoFocus
        onChoose={(id) => (id === undefined ? close() : setOther(id))}
      />
      {other === resource.id && <p className={styles.line}>That is this one.</p>}
      {other !== undefined && other !== resource.id && (
        <Adding key={other} other={other} resource={resource} access={access} me={me} onClose={close} />
      )}
      {other === undefined && (
        <div>
          <Button variant="default" onClick={close}>
            Leave it as it is
          </Button>
        </div>
      )}
    </section>
  );
}

const atOnce = 200;

function Adding({ other, resource, access, me, onClose }: Props & { other: string; onClose: () => void }) {
  const there = useQuery({ ...accessQuery(other), retry: false });
  const change = useAccessChange(resource.id, me);
  const { add, leftOut } = there.data ? samePeople(there.data, access) : { add: [], leftOut: [] };
  const grant = add.map(({ subject, level, expiresAt }) => ({ subject: subject.id, level, ...(expiresAt && { expiresAt }) }));
  const fits = grant.length > 0 && grant.length <= atOnce;
  const preview = useQuery({
    queryKey: ['access', resource.id, 'same', other, access.version, grant],
    queryFn: ({ signal }) =>
      api.patchAccess({ params: { resource: resource.id }, query: { preview: true }, body: { grant }, signal }),
    enabled: fits,
    retry: false,
    gcTime: 0,
  });
  const refused = there.error ?? preview.error ?? change.error;
  const counts = preview.data && 'counts' in preview.data ? preview.data.counts : undefined;
  const names = listing(add.map(({ subject }) => subject.label));
  return (
    <>
      {add.length > 0 && (
        <ul className={styles.same} aria-label="Who is added">
          {add.map(({ subject, level, expiresAt }) => (
            <li key={subject.id}>
              {subject.label}{' '}
              <span className={styles.quiet}>{[canDo[level].toLowerCase(), until(expiresAt)].filter(Boolean).join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
      {leftOut.length > 0 && (
        <p className={styles.quiet}>
          Left out: {listing(leftOut.map(({ label }) => label))}. Roles and deactivated people stay there.
        </p>
      )}
      {refused ? (
        <Inline look={refused instanceof StaleList ? 'sight' : 'bad'}>
          {refused instanceof StaleList ? refused.message : sentenceOf(refused)}
        </Inline>
      ) : (
        <p className={styles.line} aria-live="polite">
          {there.data && add.length === 0 && whyNobody(there.data, leftOut)}
          {grant.length > atOnce && `That is ${people(grant.length)}; give it to a group of them instead.`}
          {counts && (
            <Rolling>
              {[
                consequence(counts.people, counts.guests, 'then'),
                'They are not told.',
                counts.invited > 0 && `${people(counts.invited)} can open it after accepting the invitation.`,
              ]
                .filter(Boolean)
                .join(' ')}
            </Rolling>
          )}
        </p>
      )}
      <div className={styles.second}>
        <Button variant="default" onClick={onClose}>
          Leave it as it is
        </Button>
        {fits && (
          <Button
            disabled={!preview.isSuccess}
            loading={change.isPending}
            onClick={() =>
              change.mutate(
                { grant, notify: false },
                {
                  onSuccess: () => {
                    say(`${names} ${add.length === 1 ? 'has' : 'have'} access now.`);
                    onClose();
                  },
                },
              )
            }
          >
            Add {add.length}
          </Button>
        )}
      </div>
    </>
  );
}
