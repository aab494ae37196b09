// An empty horizon. The same for what is hidden and for what doesn't exist, because the server doesn't tell them apart either.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../data/queries.ts';
import { useTitle } from '../ui/title.ts';
import { say, sayFailed } from '../ui/toast.ts';
import styles from './no-access.module.css';

export function NoAccess() {
  useTitle('No access');
  const { data: me } = useQuery(meQuery);
  const [asking, setAsking] = useState(false);
  const account = me && `${me.user.name} (${me.user.email ?? me.user.login})`;
  return (
    <div className={styles.page}>
      <div className={styles.sky} aria-hidden="true" />
      <div className={styles.words}>
        <h1>There is nothing here that you can see.</h1>
        {account && <p className={styles.quiet}>You are signed in as {account}.</p>}
        {asking ? <Ask account={account ?? ''} /> : <Button onClick={() => setAsking(true)}>Ask for access</Button>}
        <Link to="/">Home</Link>
      </div>
    </div>
  );
}

/** Whom to ask is not ours to say here; whoever sent the link knows. So the reader gets what to send them. */
function Ask({ account }: { account: string }) {
  const [text, setText] = useState(
    `Could you give me access to this in Sightline?\n${window.location.href}\nMy account is ${account}.`,
  );
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('The message is copied. Send it to whoever gave you the link.');
    } catch {
      sayFailed('The browser did not let the message be copied. Select it and copy it by hand.');
    }
  };
  return (
    <div className={styles.ask}>
      <label htmlFor="ask">Send this to whoever gave you the link; they know who can share it.</label>
      <textarea id="ask" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button onClick={() => void copy()}>Copy the message</Button>
    </div>
  );
}
