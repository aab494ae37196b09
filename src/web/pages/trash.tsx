// What was deleted and could be brought back by whoever looks: for 30 days, with everybody's access as it was.
import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AnswerOf, listTrash } from '#contract';
import { formatAgo, formatDay } from '../components/format.ts';
import { kindIcon } from '../components/kind-icon.tsx';
import { kindWord } from '../components/sharing/words.ts';
import { api } from '../data/api.ts';
import { trashQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { TrashIcon } from '../ui/icons.tsx';
import { Failed, Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { say } from '../ui/toast.ts';
import styles from './rows.module.css';

type Item = AnswerOf<typeof listTrash>['items'][number];

const kept = 30 * 86_400_000;

export function TrashPage() {
  const list = useInfiniteQuery(trashQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title="Trash" under="Nobody can open what is here. Whoever could edit it can bring it back for 30 days.">
      {list.isPending ? (
        <RowBones />
      ) : list.isError && !list.data ? (
        <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
      ) : items.length === 0 ? (
        <Note title="The trash is empty">What you could edit, and somebody deletes, stands here for 30 days.</Note>
      ) : (
        <ul className={styles.list} aria-label="In the trash">
          {items.map((item) => (
            <Deleted key={item.id} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  );
}

function Deleted({ item }: { item: Item }) {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (as: string) => api.restoreResource({ params: { resource: item.id }, ...(as && { body: { name: as } }) }),
    onSuccess: () => {
      say(`“${item.title}” is back, for everyone who could see it.`);
      for (const key of ['trash', 'resources', 'resource', 'projects']) void client.invalidateQueries({ queryKey: [key] });
    },
    // Somebody else was faster: the list says how things are.
    onError: (error) => {
      if (hasCode(error, 'not_found')) void client.invalidateQueries({ queryKey: ['trash'] });
    },
  });
  const clashes = hasCode(restore.error, 'conflict') && /named/.test(sentenceOf(restore.error));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    restore.mutate(name.trim());
  };
  const until = new Date(new Date(item.deletedAt).getTime() + kept).toISOString();
  return (
    <li className={styles.row}>
      {kindIcon[item.kind] ?? <TrashIcon />}
      <span className={styles.words}>
        <span className={styles.title} title={item.title}>
          {item.title}
        </span>
        <span className={styles.detail}>
          {item.kind === 'project' ? 'Project with all that is in it' : `${item.project.title}, ${kindWord[item.kind]}`}, deleted{' '}
          {item.deletedBy ? `by ${item.deletedBy.label} ` : ''}
          {formatAgo(item.deletedAt, new Date())}, kept until {formatDay(until)}
        </span>
      </span>
      <Button
        variant="default"
        aria-label={`Restore ${item.title}`}
        loading={restore.isPending}
        disabled={clashes}
        onClick={() => restore.mutate('')}
      >
        Restore
      </Button>
      {restore.isError && (
        <div className={styles.below}>
          <Inline look="bad">{sentenceOf(restore.error)}</Inline>
          {clashes && (
            <form className={styles.form} onSubmit={submit}>
              <TextInput
                label="Another name"
                value={name}
                maxLength={100}
                placeholder={`${item.name}-2`}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit" disabled={name.trim() === ''} loading={restore.isPending}>
                Restore under this name
              </Button>
            </form>
          )}
        </div>
      )}
    </li>
  );
}
