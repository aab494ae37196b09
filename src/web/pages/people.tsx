// Who is here, and in which groups.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import type { Group, User } from '#contract';
import { Face } from '../components/access/faces.tsx';
import { people } from '../components/format.ts';
import { groupsQuery, usersQuery } from '../data/queries.ts';
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
  return (
    <Page title="People">
      <div className={styles.search}>
        <SearchBox value={text} onChange={setText} placeholder="Search people and groups" />
      </div>
      <div className={styles.columns}>
        <Part title="People" answer={users} q={q}>
          {(user: User) => <Person key={user.id} user={user} />}
        </Part>
        <Part title="Groups" answer={groups} q={q}>
          {(group: Group) => <GroupRow key={group.id} group={group} />}
        </Part>
      </div>
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
