// An empty horizon. The same for what is hidden and for what doesn't exist, because the server doesn't tell them apart either:
// asking is answered alike for both.
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../data/api.ts';
import { meQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { Inline } from '../ui/note.tsx';
import { useTitle } from '../ui/title.ts';
import styles from './no-access.module.css';

/** `resource`: what the address names, if it names anything that could be asked for. */
export function NoAccess({ resource }: { resource?: string }) {
  useTitle('No access');
  const { data: me } = useQuery(meQuery);
  return (
    <div className={styles.page}>
      <div className={styles.sky} aria-hidden="true" />
      <div className={styles.words}>
        <h1>There is nothing here that you can see.</h1>
        {me && (
          <p className={styles.quiet}>
            {me.viewAs
              ? `You view as ${me.user.name}.`
              : `You are signed in as ${me.user.name} (${me.user.email ?? me.user.login}).`}
          </p>
        )}
        {resource && !me?.viewAs && <Ask resource={resource} />}
        <Link to="/">Home</Link>
      </div>
    </div>
  );
}

/** Asked by one click; a message, if one has something to say, replaces what was asked before. */
function Ask({ resource }: { resource: string }) {
  const [message, setMessage] = useState('');
  const ask = useMutation({
    mutationFn: (text: string) => api.askForAccess({ params: { resource }, body: { level: 'viewer', message: text } }),
  });
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <>
        <Button onClick={() => ask.mutate('', { onSuccess: () => setAsked(true) })} loading={ask.isPending}>
          Ask for access
        </Button>
        {ask.isError && <Inline look="bad">{sentenceOf(ask.error)}</Inline>}
      </>
    );
  return (
    <div className={styles.ask}>
      <p role="status">
        {ask.variables ? 'Your message is with it now.' : 'Asked.'} If there is something here, whoever can share it sees that you
        asked. It opens at this address once they agree.
      </p>
      <label htmlFor="message">Message</label>
      <textarea id="message" maxLength={1000} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
      <Button
        variant="default"
        disabled={message.trim() === ''}
        loading={ask.isPending}
        onClick={() => ask.mutate(message.trim())}
      >
        Add the message
      </Button>
      {ask.isError && <Inline look="bad">{sentenceOf(ask.error)}</Inline>}
    </div>
  );
}
