// What is new for you: who waits for you, what you marked, what people shared with you, then what changed and what you made.
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import type { ResourceItem } from '#contract';
import type { Search } from '../components/filters/chosen.ts';
import { formatAgo } from '../components/format.ts';
import { kindIcon } from '../components/kind-icon.tsx';
import { Requests } from '../components/sharing/requests.tsx';
import { listQuery, meQuery, shownKinds } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { Bone } from '../ui/bones.tsx';
import { Late } from '../ui/late.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { projectIn } from './chosen-project.ts';
import styles from './home.module.css';
import { resourceLink } from './resource-link.tsx';

/** Charts stand here only when somebody shared one, or one marked it: otherwise they are parts, met on dashboards. */
const whole = 'dashboard,explore';
const kindsOf: Record<Wish, string> = {
  favourites: shownKinds.join(','),
  'with-me': `${whole},chart`,
  me: whole,
  mine: whole,
};

export function Home() {
  const { data: me } = useSuspenseQuery(meQuery);
  const project = projectIn(useSearch({ strict: false }));
  return (
    <Page title="Home" heading={<h1>{greeting(me.user.name)}</h1>}>
      <div className={styles.columns}>
        <Requests className={styles.region} title="Waiting for your answer" link={(thing) => resourceLink(thing, thing.title)} />
        <Region title="Favourites" wish="favourites" project={project} />
        <Region
          title="Shared with me"
          wish="with-me"
          project={project}
          empty="Nobody has shared anything with you yet. When they do, it stands here."
        />
        <Region title="Recently changed" wish="me" project={project} empty="Nothing yet. What your projects make stands here." />
        <Region title="Mine" wish="mine" project={project} empty="You have not made anything yet." />
      </div>
    </Page>
  );
}

const greeting = (name: string) => `Hello, ${name.split(' ')[0]}`;

type Wish = 'favourites' | 'with-me' | 'me' | 'mine';
/** Without words for being empty, it isn't there until it holds something. */
type RegionProps = { title: string; wish: Wish; project: string | undefined; empty?: string };

function Region({ title, wish, project, empty }: RegionProps) {
  const id = useId();
  const list = useInfiniteQuery(listQuery({ kind: kindsOf[wish], for: wish, project }, 8));
  const items = list.data?.pages[0]?.items ?? [];
  if (!empty && items.length === 0 && !list.isError) return null;
  const search: Search = { ...(wish !== 'me' && { for: [wish] }), ...(project && { project: [project] }) };
  return (
    <section className={styles.region} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {list.isPending ? (
        <CardBones />
      ) : list.isError && !list.data ? (
        hasCode(list.error, 'not_found') ? (
          <Note>There is no such project that you can see.</Note>
        ) : (
          <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
        )
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
        <Link to="/dashboards" search={search}>
          All of them
        </Link>
      )}
    </section>
  );
}

const CardBones = () => (
  <Late>
    <div role="status" aria-label="Loading" className={styles.cards}>
      {[60, 75, 50].map((width) => (
        <div key={width} className={styles.card}>
          <Bone width={`${width}%`} height={16} />
          <Bone width="90%" />
          <Bone width="40%" />
        </div>
      ))}
    </div>
  </Late>
);

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
