import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Problem } from '#contract';
import type { Search } from '../components/filters/chosen.ts';
import { api } from '../data/api.ts';
import { meQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { Mark } from '../ui/icons.tsx';
import { Inline } from '../ui/note.tsx';
import { useTitle } from '../ui/title.ts';
import styles from './sign-in.module.css';

/** Only to pages of ours: an address that leads elsewhere, as a browser reads it, leads home. */
const targetIn = (search: Search) => {
  const { origin } = window.location;
  const wish = search.to?.[0] ?? '/';
  if (!URL.canParse(wish, origin)) return '/';
  const to = new URL(wish, origin);
  return to.origin === origin && !to.pathname.startsWith('//') ? `${to.pathname}${to.search}${to.hash}` : '/';
};

export function SignIn() {
  useTitle('Sign in');
  const search: Search = useSearch({ strict: false });
  const router = useRouter();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.signIn({ body: { email: email.trim(), password } }),
    onSuccess: async ({ token: _, ...me }) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      router.history.push(targetIn(search));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.brand}>
          <Mark />
          <h1>Sightline</h1>
        </div>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
        />
        {signIn.isError && <Inline look="bad">{refusal(signIn.error)}</Inline>}
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </main>
  );
}

const refusal = (error: unknown) =>
  error instanceof Problem && error.code === 'unauthenticated'
    ? 'This e-mail and password do not belong together.'
    : sentenceOf(error);
