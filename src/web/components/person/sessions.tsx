// Where somebody is signed in; each can be ended there.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#contract';
import { api } from '../../data/api.ts';
import { sessionsQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { say, sayFailed } from '../../ui/toast.ts';
import { formatAgo, formatDay } from '../format.ts';
import { agentInWords } from './agent.ts';
import styles from './person.module.css';

/** `user`: somebody else, for administrators. */
export function Sessions({ user }: { user?: string | undefined }) {
  const sessions = useQuery(sessionsQuery(user));
  if (sessions.isPending) return <RowBones rows={2} />;
  if (!sessions.data) return <Failed onRetry={() => void sessions.refetch()}>{sentenceOf(sessions.error)}</Failed>;
  if (sessions.data.items.length === 0) return <Note>Signed in nowhere.</Note>;
  return (
    <ul className={styles.list}>
      {sessions.data.items.map((session) => (
        <Row key={session.id} session={session} user={user} />
      ))}
    </ul>
  );
}

function Row({ session, user }: { session: Session; user: string | undefined }) {
  const client = useQueryClient();
  const where = agentInWords(session.agent);
  const end = useMutation({
    mutationFn: () => api.endSession({ params: { session: session.id }, query: { user } }),
    onSuccess: () => say(`Signed out: ${where}.`),
    onError: (error) => sayFailed(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span className={styles.title} title={session.agent}>
          {where}
          {session.current && ' (here)'}
        </span>
        <span className={styles.detail}>
          {[session.address && `from ${session.address}`, `last used ${formatAgo(session.lastUsedAt, new Date())}`]
            .filter(Boolean)
            .join(', ')}
          , until {formatDay(session.expiresAt)}
        </span>
      </span>
      {!session.current && (
        <Button variant="default" aria-label={`Sign out ${where}`} loading={end.isPending} onClick={() => end.mutate()}>
          Sign out
        </Button>
      )}
    </li>
  );
}
