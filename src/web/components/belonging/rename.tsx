// A name, changed where it stands.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../data/query-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import styles from './belonging.module.css';
import { type Change, useChanges } from './change.ts';

type Props = {
  title: string;
  name: string;
  change: (name: string) => Change;
  said: (name: string) => string;
  onClose: () => void;
};

export function Rename({ title, name, change, said, onClose }: Props) {
  const [text, setText] = useState(name);
  const rename = useChanges(() => {
    say(said(text.trim()));
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate([change(text.trim())]);
  };
  return (
    <Dialog title={title} opened onClose={onClose} size={440}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label="Name"
          value={text}
          maxLength={100}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {rename.isError && <Inline look="bad">{sentenceOf(rename.error)}</Inline>}
        <div>
          <Button type="submit" loading={rename.isPending} disabled={text.trim() === '' || text.trim() === name}>
            {name === '' ? 'Make it' : 'Rename'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
