// Who somebody is to the organization. Kind, address and attributes decide what they see, so a change is read before it is made.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { BodyOf, User, updateUser } from '#contract';
import { api } from '../../data/api.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { Consequence } from '../belonging/consequence.tsx';
import { AttributeRows } from './attribute-rows.tsx';
import { attributeInWords, attributesOf, type Typed, typedOf } from './attributes.ts';
import styles from './person.module.css';

const kinds = [
  { value: 'person', label: 'Person', detail: 'Of the organization, and in everyone' },
  { value: 'guest', label: 'Guest', detail: 'From outside: finds only whom they share a group with' },
] as const;

type Props = { user: User; mayChange: boolean };

export function About({ user, mayChange }: Props) {
  const [editing, setEditing] = useState<boolean>();
  if (editing) return <Editing user={user} onClose={() => setEditing(false)} />;
  const attributes = Object.entries(user.attributes ?? {});
  return (
    <>
      <dl className={styles.about}>
        <dt>E-mail</dt>
        <dd>{user.email ?? 'None'}</dd>
        <dt>Kind</dt>
        <dd>{user.kind === 'guest' ? 'Guest' : user.kind === 'service' ? 'Service account' : 'Person'}</dd>
        {attributes.map(([name, value]) => (
          <div key={name} className={styles.pair}>
            <dt>{name}</dt>
            <dd>{attributeInWords(value)}</dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <div>
          <Button variant="default" autoFocus={editing === false} onClick={() => setEditing(true)}>
            Change
          </Button>
        </div>
      )}
    </>
  );
}

function Editing({ user, onClose }: { user: User; onClose: () => void }) {
  const [name, setName] = useState(user.name);
  const [email, setEmail] = useState(user.email ?? '');
  const [kind, setKind] = useState(user.kind);
  const [rows, setRows] = useState<Typed[]>(() => typedOf(user.attributes ?? {}));
  const attributes = attributesOf(rows);
  const body: BodyOf<typeof updateUser> = {
    ...(name.trim() !== user.name && { name: name.trim() }),
    ...(email.trim().toLowerCase() !== (user.email ?? '').toLowerCase() && { email: email.trim() }),
    ...(kind !== user.kind && kind !== 'service' && { kind }),
    ...(typeof attributes !== 'string' && inOrder(attributes) !== inOrder(user.attributes ?? {}) && { attributes }),
  };
  const changed = Object.keys(body).length > 0;
  // What is still being typed is asked about once it rests.
  const [settled] = useDebouncedValue(JSON.stringify(body), 300);
  const rests = settled === JSON.stringify(body);
  return (
    <div className={styles.editing}>
      <TextInput autoFocus label="Name" maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {user.kind !== 'service' && (
        <>
          <TextInput
            label="E-mail"
            description="They sign in with it."
            maxLength={200}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <div>
            <p className={styles.detail} aria-hidden>
              Kind
            </p>
            <Choose label="Kind" value={kind === 'guest' ? 'guest' : 'person'} options={kinds} width={280} onChoose={setKind} />
          </div>
        </>
      )}
      <AttributeRows rows={rows} onChange={setRows} />
      {typeof attributes === 'string' && <Inline look="bad">{attributes}</Inline>}
      {changed && rests && typeof attributes !== 'string' ? (
        <Consequence
          changes={[
            {
              key: ['user', user.id, settled],
              ask: (asked) => api.updateUser({ params: { user: user.id }, body, ...asked }),
            },
          ]}
          who={{ label: user.name, kind: 'user' }}
          button="Save"
          onLeave={onClose}
          onDone={() => {
            say(`${name.trim()} is changed.`);
            onClose();
          }}
        />
      ) : (
        <div>
          <Button variant="default" onClick={onClose}>
            Leave it as it is
          </Button>
        </div>
      )}
    </div>
  );
}

const inOrder = (attributes: Readonly<Record<string, unknown>>) =>
  JSON.stringify(Object.entries(attributes).sort(([a], [b]) => a.localeCompare(b)));
