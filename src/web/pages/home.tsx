// What is new for you: first what people shared with you, then what changed, then what you made.
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { AccessRequest, ResourceItem } from '#contract';
import { Requests } from '../components/access/requests.tsx';
import { formatAgo } from '../components/format.ts';
import { kindIcon } from '../components/resource-table.tsx';
import { listQuery, meQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { isShown, plural } from './addresses.ts';
import styles from './home.module.css';
import { resourceLink } from './resource-link.tsx';

/** Charts stand here only when somebody shared one: otherwise they are parts, met on the dashboards that show them. */
const whole = 'dashboard,explore';
const shared = `${whole},chart`;

export function Home() {
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Page title="Home" heading={<h1>{greeting(me.user.name)}</h1>}>
      <div className={styles.columns}>
        <Requests className={styles.region} link={linkTo} />
        <Region
          title="Shared with me"
          wish="with-me"
          empty="Nobody has shared anything with you yet. When they do, it stands here."
        />
        <Region title="Recently changed" wish="me" empty="Nothing yet. What your projects make stands here." />
        <Region title="Mine" wish="mine" empty="You have not made anything yet." />
      </div>
    </Page>
  );
}

const linkTo = ({ id, kind, title }: NonNullable<AccessRequest['resource']>) =>
  isShown(kind) ? (
    <Link to={plural[kind].one} params={{ id }}>
      {title}
    </Link>
  ) : (
    title
  );

const greeting = (name: string) => `Hello, ${name.split(' ')[0]}`;

type RegionProps = { title: string; wish: 'with-me' | 'me' | 'mine'; empty: string };

function Region({ title, wish, empty }: RegionProps) {
  const id = useId();
  const list = useInfiniteQuery(listQuery({ kind: wish === 'with-me' ? shared : whole, for: wish }, 8));
  const items = list.data?.pages[0]?.items ?? [];
  return (
    <section className={styles.region} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {list.isPending ? (
        <RowBones rows={2} />
      ) : list.isError && !list.data ? (
        <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
      ) : items.length === 0 ? (
        <Note>{empty}</Note>
      ) : (
        <ul className={styles.cards}>
          {items.map((item) => (
            <Card key={item.id} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Link to="/dashboards" search={wish === 'me' ? {} : { for: [wish] }}>
          All of them
        </Link>
      )}
    </section>
  );
}

const Card = ({ item }: { item: ResourceItem }) => (
  <li className={styles.card}>
    {resourceLink(
      item,
      <>
        {kindIcon[item.kind]}
        {item.title}
      </>,
      styles.title,
    )}
    <span className={styles.about}>{item.description}</span>
    <span className={styles.meta}>
      <span title={item.project.title}>{item.project.title}</span>
      <span>{formatAgo(item.updatedAt, new Date())}</span>
    </span>
  </li>
);
