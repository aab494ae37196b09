// Who asks for access, with the two answers there are. Drawn only while somebody asks.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { AccessRequest, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { requestsQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { formatAgo } from '../format.ts';
import { Face } from './faces.tsx';
import { PeopleBox } from './people-box.tsx';
import styles from './requests.module.css';
import { canDo, canDoDetail, given } from './words.ts';

type Props = {
  title?: string;
  /** Of one thing; absent: all that one can answer. */
  resource?: string;
  className?: string | undefined;
  /** Turns a title into a way there, where the requests are about several things. */
  link?: (resource: NonNullable<AccessRequest['resource']>) => ReactNode;
};

export function Requests({ title = 'Asking for access', resource, className, link }: Props) {
  const id = useId();
  const requests = useQuery(requestsQuery(resource));
  const open = requests.data?.items.filter((request) => request.state === 'open') ?? [];
  if (open.length === 0) return null;
  return (
    <section className={className} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className={styles.list}>
        {open.map((request) => (
          <Row key={request.id} request={request} link={link} />
        ))}
      </ul>
    </section>
  );
}

type How = 'viewer' | 'editor' | 'group';
const hows = [
  { value: 'viewer', label: canDo.viewer, detail: canDoDetail.viewer },
  { value: 'editor', label: canDo.editor, detail: canDoDetail.editor },
  { value: 'group', label: 'Into a group instead', detail: 'They get what the group has, here and elsewhere' },
] as const;

function Row({ request, link }: { request: AccessRequest; link: Props['link'] }) {
  const client = useQueryClient();
  const who = useId();
  const [how, setHow] = useState<How>(request.level === 'editor' ? 'editor' : 'viewer');
  const [group, setGroup] = useState<Subject>();
  const [reason, setReason] = useState<string>();
  const answer = useMutation({
    mutationFn: async (yes: boolean) => {
      const params = { request: request.id };
      const body = how === 'group' ? { group: group?.id } : { level: how };
      if (yes) await api.approveRequest({ params, body });
      else await api.declineRequest({ params, body: { reason: reason ?? '' } });
      return yes;
    },
    onSuccess: (yes) =>
      say(
        !yes
          ? `${request.subject.label} was not given access${reason?.trim() ? ', and is told why' : ''}.`
          : how === 'group'
            ? `${request.subject.label} is in ${group?.label} now.`
            : given([request.subject], how),
      ),
    onSettled: () => {
      for (const key of ['requests', 'notifications', 'access', 'resource', 'resources'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const { subject, level, message, resource, askedAt } = request;
  return (
    <li className={styles.row}>
      <Face subject={subject} />
      <span id={who} className={styles.who}>
        {subject.label} asks to {level === 'viewer' ? 'view' : 'edit'} {resource && link ? link(resource) : 'this'}{' '}
        <span className={styles.ago}>{formatAgo(askedAt, new Date())}</span>
        {message && <span className={styles.message}>{message}</span>}
      </span>
      <span className={styles.buttons}>
        <Choose<How>
          label={`How ${subject.label} is given access`}
          value={how}
          options={hows}
          quiet
          width={240}
          disabled={answer.isPending}
          onChoose={setHow}
        />
        <Button variant="default" aria-describedby={who} disabled={answer.isPending} onClick={() => answer.mutate(false)}>
          Decline
        </Button>
        <Button
          aria-describedby={who}
          loading={answer.isPending}
          disabled={how === 'group' && !group}
          onClick={() => answer.mutate(true)}
        >
          Approve
        </Button>
      </span>
      {reason === undefined ? (
        <button type="button" className={styles.why} aria-describedby={who} onClick={() => setReason('')}>
          Give a reason
        </button>
      ) : (
        <TextInput
          className={styles.group}
          label="Reason"
          description={`When you decline, ${subject.label} is told so, and this. Without a reason they are told nothing.`}
          maxLength={1000}
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {how === 'group' && (
        <div className={styles.group}>
          <PeopleBox
            picked={group ? [group] : []}
            onPick={(next) => setGroup(next.at(-1))}
            already={({ kind }) => (kind === 'group' ? undefined : 'Name a group that has access')}
            refused={new Set()}
            mayInvite={false}
            onSubmit={() => {}}
          />
        </div>
      )}
      {answer.isError && <Inline look="bad">{sentenceOf(answer.error)}</Inline>}
    </li>
  );
}
