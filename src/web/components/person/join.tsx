// Putting somebody into a group, or giving them a role, from their own page: picked, read, done, and undone from the toast.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '#contract';
import { api } from '../../data/api.ts';
import { groupQuery, rolesQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { sayUndo } from '../../ui/undo-toast.tsx';
import { PickSomebody } from '../auditing/pick.tsx';
import { type Change, useChanges } from '../belonging/change.ts';
import { Consequence } from '../belonging/consequence.tsx';
import { count } from '../format.ts';
import styles from './person.module.css';

export function JoinGroup({ user }: { user: User }) {
  const [id, setId] = useState<string>();
  const group = useQuery({ ...groupQuery(id ?? ''), enabled: id !== undefined });
  const name = group.data?.name;
  const params = { group: id ?? '', subject: user.id };
  return (
    <div className={styles.join}>
      <PickSomebody groupsOnly label="Put into a group" placeholder="A group" chosen={id && name} onChoose={setId} />
      {group.error && <Inline look="bad">{sentenceOf(group.error)}</Inline>}
      {id && name && (
        <Joining
          key={id}
          user={user}
          already={user.groups?.some((has) => has.id === id) ? `${user.name} is in ${name} already.` : undefined}
          change={{ key: ['group', id, 'add', user.id], ask: (asked) => api.addGroupMember({ params, body: {}, ...asked }) }}
          back={{ key: [], ask: (asked) => api.removeGroupMember({ params, ...asked }) }}
          button="Put them in"
          said={`${user.name} is in ${name} now.`}
          unsaid={`${user.name} is in ${name} no longer.`}
          onClose={() => setId(undefined)}
        />
      )}
    </div>
  );
}

export function GiveRole({ user }: { user: User }) {
  const [id, setId] = useState('');
  const roles = useInfiniteQuery(rolesQuery(''));
  const offered = (roles.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((role) => !user.roles?.some((has) => has.id === role.id));
  const role = offered.find((one) => one.id === id);
  const params = { role: id, subject: user.id };
  if (offered.length === 0) return null;
  return (
    <div className={styles.join}>
      <div>
        <Choose
          label="Give a role"
          value={id}
          options={[
            { value: '', label: 'Give a role' },
            ...offered.map((one) => ({
              value: one.id,
              label: one.name,
              detail: count(one.capabilities.length, 'capability', 'capabilities'),
            })),
          ]}
          width={280}
          onChoose={setId}
        />
      </div>
      {role && (
        <Joining
          key={id}
          user={user}
          change={{ key: ['role', id, 'give', user.id], ask: (asked) => api.giveRole({ params, body: {}, ...asked }) }}
          back={{ key: [], ask: (asked) => api.takeRole({ params, ...asked }) }}
          button="Give it"
          said={`${user.name} holds ${role.name} now.`}
          unsaid={`${user.name} holds ${role.name} no longer.`}
          onClose={() => setId('')}
        />
      )}
    </div>
  );
}

type JoiningProps = {
  user: User;
  already?: string | undefined;
  change: Change;
  back: Change;
  button: string;
  said: string;
  unsaid: string;
  onClose: () => void;
};

function Joining({ user, already, change, back, button, said, unsaid, onClose }: JoiningProps) {
  const undo = useChanges(() => say(unsaid));
  if (already) return <p className={styles.detail}>{already}</p>;
  return (
    <Consequence
      changes={[change]}
      who={{ label: user.name, kind: 'user' }}
      button={button}
      onLeave={onClose}
      onDone={() => {
        sayUndo(said, () => undo.mutate([back]));
        onClose();
      }}
    />
  );
}
