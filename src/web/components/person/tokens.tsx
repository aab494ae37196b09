// Tokens act as their maker, and never as more. Each is shown once.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Token } from '#contract';
import { api } from '../../data/api.ts';
import { meQuery, tokensQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Choose } from '../../ui/choose.tsx';
import { Failed, Inline, Note } from '../../ui/note.tsx';
import { say, sayFailed } from '../../ui/toast.ts';
import { formatDay } from '../format.ts';
import styles from './person.module.css';

/** `user`: somebody else’s, for administrators. */
export function Tokens({ user }: { user?: string | undefined }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const tokens = useQuery(tokensQuery(user));
  const mayMake = me.capabilities.includes('tokens.create');
  return (
    <>
      {mayMake && !user && <NewToken />}
      {tokens.isPending ? (
        <RowBones rows={2} />
      ) : !tokens.data ? (
        <Failed onRetry={() => void tokens.refetch()}>{sentenceOf(tokens.error)}</Failed>
      ) : tokens.data.items.length === 0 ? (
        <Note>
          {user
            ? 'They have none.'
            : mayMake
              ? 'No token yet. Commands and programs sign in with one.'
              : 'You may not make tokens.'}
        </Note>
      ) : (
        <ul className={styles.list}>
          {tokens.data.items.map((token) => (
            <Row key={token.id} token={token} user={user} />
          ))}
        </ul>
      )}
    </>
  );
}

const spans = [
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
  { value: '365', label: 'For a year' },
] as const;
const rights = [
  { value: 'read', label: 'Only reads', detail: 'It changes nothing' },
  { value: 'all', label: 'Does what you may', detail: 'And never more' },
] as const;

function NewToken() {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof spans)[number]['value']>('90');
  const [right, setRight] = useState<(typeof rights)[number]['value']>('read');
  const make = useMutation({
    mutationFn: () =>
      api.createToken({
        body: { name: name.trim(), expiresInDays: Number(days), ...(right === 'read' && { narrow: { readOnly: true } }) },
      }),
    onSuccess: () => setName(''),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) make.mutate();
  };
  const copy = async (token: string) => {
    try {
      await navigator.clipboard.writeText(token);
      say('The token is copied.');
    } catch {
      sayFailed('The browser did not let it be copied. Mark it and copy it by hand.');
    }
  };
  return (
    <>
      <form className={styles.form} onSubmit={submit}>
        <TextInput label="What it is for" value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} />
        <Choose label="What the token may do" value={right} options={rights} onChoose={setRight} />
        <Choose label="How long it lasts" value={days} options={spans} onChoose={setDays} />
        <Button type="submit" variant="default" disabled={name.trim() === ''} loading={make.isPending}>
          Make token
        </Button>
      </form>
      {make.isError && <Inline look="bad">{sentenceOf(make.error)}</Inline>}
      {make.data && (
        <div className={styles.made}>
          <Inline>
            <p>This is the token, shown once and kept nowhere. Whoever has it can act as you.</p>
            <div className={styles.form}>
              <code className={styles.token}>{make.data.token}</code>
              <Button variant="default" onClick={() => void copy(make.data.token)}>
                Copy
              </Button>
            </div>
          </Inline>
        </div>
      )}
    </>
  );
}

function Row({ token, user }: { token: Token; user: string | undefined }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => api.revokeToken({ params: { token: token.id }, query: { user } }),
    onSuccess: () => say(`The token “${token.name}” works no more.`),
    onError: (error) => sayFailed(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const { narrow } = token;
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span className={styles.title} title={token.name}>
          {token.name}
        </span>
        <span className={styles.detail}>
          {narrow.readOnly ? 'Only reads' : `Does ${narrow.capabilities ? 'some of ' : ''}what ${user ? 'they' : 'you'} may`},
          until {formatDay(token.expiresAt)}
        </span>
      </span>
      <Button variant="default" aria-label={`End ${token.name}`} loading={end.isPending} onClick={() => end.mutate()}>
        End
      </Button>
    </li>
  );
}
