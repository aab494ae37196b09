// Who waits for an answer of mine, and what I wait for myself.
import { useQuery } from '@tanstack/react-query';
import type { AccessRequest } from '#contract';
import { formatAgo } from '../components/format.ts';
import { Requests } from '../components/sharing/requests.tsx';
import { ownRequestsQuery, requestsQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { resourceLink } from './resource-link.tsx';
import styles from './rows.module.css';

export function RequestsPage() {
  const waiting = useQuery(requestsQuery());
  const own = useQuery(ownRequestsQuery);
  const open = waiting.data?.items.filter(({ state }) => state === 'open') ?? [];
  return (
    <Page title="Requests">
      {waiting.isPending ? (
        <RowBones rows={3} />
      ) : waiting.isError && !waiting.data ? (
        <Failed onRetry={() => void waiting.refetch()}>{sentenceOf(waiting.error)}</Failed>
      ) : open.length === 0 ? (
        <Note title="Nobody waits for your answer">Who asks for something that you can share stands here.</Note>
      ) : (
        <Requests className={styles.narrow} title="Waiting for your answer" link={(thing) => resourceLink(thing, thing.title)} />
      )}
      {own.data && own.data.items.length > 0 && (
        <section className={styles.section} aria-labelledby="own">
          <h2 id="own">What you asked for</h2>
          <ul className={styles.list}>
            {own.data.items.map((request) => (
              <Own key={request.id} request={request} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

const became: Record<AccessRequest['state'], string> = {
  open: 'Waiting for an answer',
  approved: 'Given',
  declined: 'Declined',
  lapsed: 'Not answered in time',
};

const Own = ({ request: { resource, level, askedAt, state, reason } }: { request: AccessRequest }) => (
  <li className={styles.row}>
    <span className={styles.words}>
      <span className={styles.title}>
        To {level === 'viewer' ? 'view' : 'edit'} {resource ? resourceLink(resource, resource.title) : 'something by its link'}
      </span>
      <span className={styles.detail}>
        Asked {formatAgo(askedAt, new Date())}
        {reason && `. “${reason}”`}
      </span>
    </span>
    <span className={styles.quiet}>{became[state]}</span>
  </li>
);
