// The log of every change of access, asked by who, to whom, on what, which kind and when; all of it in the address.
import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import styles from '../components/auditing/auditing.module.css';
import { PickSomebody, PickThing } from '../components/auditing/pick.tsx';
import type { Search } from '../components/filters/chosen.ts';
import { LogEntries } from '../components/history/log.tsx';
import { explainQuery, meQuery, subjectQuery } from '../data/queries.ts';
import type { LogWish } from '../data/reviews.ts';
import { Choose } from '../ui/choose.tsx';
import { Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { AccessTabs } from './access-tabs.tsx';

const actions = [
  { value: '', label: 'Every kind of change' },
  { value: 'access.*', label: 'Sharing' },
  { value: 'member.*', label: 'Members of projects' },
  { value: 'group.*', label: 'Groups' },
  { value: 'role.*', label: 'Roles' },
  { value: 'user.*', label: 'People' },
  { value: 'request.*', label: 'Requests' },
  { value: 'resource.*', label: 'Making and deleting' },
  { value: 'data.*', label: 'Data taken along' },
  { value: 'view_as.*', label: 'Looking as somebody else' },
  { value: 'change.undo', label: 'Undoing' },
] as const;

export function AuditPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (key: keyof LogWish, value: string | undefined) =>
    void navigate({
      to: '/audit',
      search: ({ [key]: _, ...rest }: Search) => (value ? { ...rest, [key]: [value] } : rest),
      replace: true,
    });
  const wish: LogWish = Object.fromEntries(
    (['actor', 'subject', 'resource', 'action', 'from', 'to'] as const).flatMap((key) => {
      const value = search[key]?.[0];
      return value ? [[key, value]] : [];
    }),
  );
  const names = { actor: useName(wish.actor), subject: useName(wish.subject) };
  const thing = useQuery({
    ...explainQuery(wish.resource ?? '', me.user.id),
    enabled: wish.resource !== undefined,
    retry: false,
  });
  const action = actions.find(({ value }) => value === (wish.action ?? ''));
  if (!me.capabilities.includes('audit.read'))
    return (
      <Page title="Log">
        <Note>The log of all changes is for those who look after access. What you share has its own history under “More”.</Note>
      </Page>
    );
  return (
    <Page
      title="Log"
      under="Every change of access, newest first"
      actions={
        !me.viewAs && (
          <Button
            component="a"
            className={styles.file}
            variant="default"
            href={`/api/audit/export.csv?${new URLSearchParams(wish)}`}
            download
          >
            Download CSV
          </Button>
        )
      }
    >
      <AccessTabs current="log" />
      <div className={styles.picks}>
        <PickSomebody label="By" placeholder="Whoever did it" chosen={names.actor} onChoose={(id) => set('actor', id)} />
        <PickSomebody
          label="About"
          placeholder="A person or a group"
          chosen={names.subject}
          onChoose={(id) => set('subject', id)}
        />
        <PickThing
          label="On"
          placeholder="Anything that can be shared"
          chosen={wish.resource && (thing.data?.resource.title ?? 'Something that is gone')}
          onChoose={(id) => set('resource', id)}
        />
      </div>
      <div className={styles.tools}>
        <Choose
          label="Kind of change"
          value={action?.value ?? ''}
          options={action ? actions : [...actions, { value: wish.action ?? '', label: wish.action ?? '' }]}
          onChoose={(value: string) => set('action', value || undefined)}
        />
        <Day label="From" value={wish.from} onChange={(day) => set('from', day)} />
        <Day label="To" value={wish.to} onChange={(day) => set('to', day)} />
      </div>
      <LogEntries wish={wish} mayUndo={!me.viewAs} />
    </Page>
  );
}

const useName = (id: string | undefined) => {
  const { data } = useQuery({ ...subjectQuery(id ?? ''), enabled: id !== undefined });
  return id && (data?.name ?? '…');
};

function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <br />
      <input
        id={id}
        type="date"
        className={styles.date}
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </span>
  );
}
