// Who is here, in which groups, and what roles there are.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type UseInfiniteQueryResult, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import type { Capability, Group, Role, User } from '#contract';
import { Invite } from '../components/belonging/invite.tsx';
import { Rename } from '../components/belonging/rename.tsx';
import { people } from '../components/format.ts';
import { Face } from '../components/sharing/faces.tsx';
import { api } from '../data/api.ts';
import { groupsQuery, meQuery, rolesQuery, usersQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import styles from './people.module.css';

export function PeoplePage() {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const users = useInfiniteQuery(usersQuery(q));
  const groups = useInfiniteQuery(groupsQuery(q));
  const roles = useInfiniteQuery(rolesQuery(q));
  const { data: me } = useSuspenseQuery(meQuery);
  const [making, setMaking] = useState<'person' | 'group' | 'role' | null>(null);
  const may = (capability: Capability) => !me.viewAs && me.capabilities.includes(capability);
  const close = () => setMaking(null);
  return (
    <Page
      title="People"
      actions={
        <>
          {(may('users.manage') || may('guests.invite')) && (
            <Button variant="default" onClick={() => setMaking('person')}>
              Invite people
            </Button>
          )}
          {may('groups.manage') && (
            <Button variant="default" onClick={() => setMaking('group')}>
              New group
            </Button>
          )}
          {may('roles.manage') && (
            <Button variant="default" onClick={() => setMaking('role')}>
              New role
            </Button>
          )}
        </>
      }
    >
      <div className={styles.search}>
        <SearchBox value={text} onChange={setText} placeholder="Search people and groups" />
      </div>
      <div className={styles.columns}>
        <Part title="People" answer={users} q={q}>
          {(user: User) => <Person key={user.id} user={user} />}
        </Part>
        <div className={styles.side}>
          <Part title="Groups" answer={groups} q={q}>
            {(group: Group) => <GroupRow key={group.id} group={group} />}
          </Part>
          <Part title="Roles" answer={roles} q={q}>
            {(role: Role) => <RoleRow key={role.id} role={role} />}
          </Part>
        </div>
      </div>
      {making === 'person' && <Invite onClose={close} />}
      {making === 'group' && (
        <Rename
          title="New group"
          name=""
          change={(name) => ({ key: [], ask: () => api.createGroup({ body: { name } }) })}
          said={(name) => `The group ${name} is there; nobody is in it yet.`}
          onClose={close}
        />
      )}
      {making === 'role' && (
        <Rename
          title="New role"
          name=""
          change={(name) => ({ key: [], ask: () => api.createRole({ body: { name, capabilities: [] } }) })}
          said={(name) => `The role ${name} is there; it lets nobody do anything yet.`}
          onClose={close}
        />
      )}
    </Page>
  );
}

type PartProps<Item> = {
  title: string;
  answer: UseInfiniteQueryResult<{ pages: { items: Item[] }[] }>;
  q: string;
  children: (item: Item) => ReactNode;
};

function Part<Item>({ title, answer, q, children }: PartProps<Item>) {
  const id = useId();
  const items = answer.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {answer.isPending ? (
        <RowBones />
      ) : answer.isError && !answer.data ? (
        hasCode(answer.error, 'forbidden') ? (
          <Note>{sentenceOf(answer.error)}</Note>
        ) : (
          <Failed onRetry={() => void answer.refetch()}>{sentenceOf(answer.error)}</Failed>
        )
      ) : items.length === 0 ? (
        <Note>{q ? `Nobody here is called “${q}”.` : 'Nobody here that you can see.'}</Note>
      ) : (
        <ul className={styles.list}>{items.map(children)}</ul>
      )}
      {answer.hasNextPage && (
        <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

const about = (user: User): string =>
  [
    user.kind === 'guest' ? 'Guest' : user.kind === 'service' ? 'Service account' : '',
    user.status === 'active' ? '' : user.status === 'invited' ? 'Invited' : 'Deactivated',
  ]
    .filter(Boolean)
    .join(', ');

const Person = ({ user }: { user: User }) => (
  <li className={styles.row}>
    <Face subject={{ id: user.id, kind: 'user', label: user.name, detail: '' }} />
    <span>
      <span className={styles.name}>
        <Link to="/people/$user" params={{ user: user.id }} title={user.name}>
          {user.name}
        </Link>
      </span>
      <span className={styles.detail}>{user.email ?? user.login}</span>
    </span>
    <span className={styles.quiet}>{about(user)}</span>
  </li>
);

const GroupRow = ({ group }: { group: Group }) => (
  <li className={styles.row}>
    <Face subject={{ id: group.id, kind: 'group', label: group.name, detail: '' }} />
    <span className={styles.name}>
      <Link to="/people/groups/$group" params={{ group: group.id }} title={group.name}>
        {group.name}
      </Link>
    </span>
    <span className={styles.quiet}>{people(group.members)}</span>
  </li>
);

const RoleRow = ({ role }: { role: Role }) => (
  <li className={styles.row}>
    <Face subject={{ id: role.id, kind: 'role', label: role.name, detail: '' }} />
    <span className={styles.name}>
      <Link to="/people/roles/$role" params={{ role: role.id }} title={role.name}>
        {role.name}
      </Link>
    </span>
    <span className={styles.quiet}>{people(role.members)}</span>
  </li>
);
