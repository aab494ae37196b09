// Letting people in: addresses, one or many. Each gets a letter with a link; until then they reach nothing.
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { listing } from '../format.ts';
import styles from './belonging.module.css';
import { useChanges } from './change.ts';

export function Invite({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const addresses = [...new Set(text.split(/[\s,;<>"]+/).filter((word) => /^[^@]+@[^@]+$/.test(word)))];
  const invite = useChanges(() => {
    say(`${listing(addresses)} ${addresses.length === 1 ? 'is' : 'are'} invited.`);
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(addresses.map((email) => ({ key: [], ask: () => api.invite({ body: { email } }) })));
  };
  return (
    <Dialog title="Invite people" opened onClose={onClose} size={520}>
      <form className={styles.form} onSubmit={submit}>
        <Textarea
          label="E-mail addresses"
          description="One or many, in any order. Each gets a letter; outside your own domains they come as guests."
          minRows={3}
          autosize
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {invite.isError && <Inline look="bad">{sentenceOf(invite.error)}</Inline>}
        <div>
          <Button type="submit" loading={invite.isPending} disabled={addresses.length === 0}>
            {addresses.length < 2 ? 'Invite' : `Invite ${addresses.length}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
