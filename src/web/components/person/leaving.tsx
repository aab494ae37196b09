// The leaver's way: what they have goes to somebody else, then their account is closed. Nothing is done before one has read
// what it does.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Kind, Preview, type Subject, type User } from '#contract';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import { count, listing } from '../format.ts';
import { PeopleBox } from '../sharing/people-box.tsx';
import { kindWord } from '../sharing/words.ts';
import { leavingQuery } from './leaving-query.ts';
import styles from './person.module.css';

type Props = {
  user: User;
  /** Handing over everything is for administrators; others can still end an account. */
  mayHandOver: boolean;
  onClose: () => void;
};

export function Leaving({ user, mayHandOver, onClose }: Props) {
  const client = useQueryClient();
  const [picked, setPicked] = useState<Subject[]>([]);
  const heir = picked[0];
  const alone = useQuery(leavingQuery(user.id));
  const preview = useQuery({
    queryKey: ['users', user.id, 'handing over', heir?.id],
    queryFn: async ({ signal }) =>
      Preview.parse(
        // The contract names the answer of the change itself; asked like this it is a preview.
        (await api.handOver({
          params: { user: user.id },
          query: { preview: true },
          body: { to: heir?.id ?? '' },
          signal,
        })) as unknown,
      ),
    enabled: heir !== undefined,
    staleTime: 0,
  });
  const leave = useMutation({
    mutationFn: async () => {
      const params = { user: user.id };
      const handed = heir && (await api.handOver({ params, body: { to: heir.id } }));
      await api.deactivateUser({ params });
      return handed;
    },
    onSuccess: (handed) => {
      const rest = handed && handed.pending.length > 0 ? ` Not handed over: ${listing(handed.pending, 5)}.` : '';
      say(
        heir
          ? `${user.name} is deactivated, and what they had is ${heir.label}’s now.${rest}`
          : `${user.name} is deactivated. What they had waits for a return or a hand-over.`,
      );
      onClose();
    },
    onSettled: () => {
      for (const key of [
        'users',
        'user',
        'resources',
        'resource',
        'access',
        'reach',
        'projects',
        'history',
        'sessions',
        'members',
      ])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const blocked = !heir && alone.data?.refusal !== undefined;
  return (
    <Dialog title={`${leaves(mayHandOver)} ${user.name}`} opened onClose={onClose}>
      <div className={styles.dialog}>
        {mayHandOver && (
          <>
            <p>Who takes over what {user.name} edits and is a member of? Groups and roles are not handed over.</p>
            <PeopleBox
              picked={picked}
              onPick={(next) => setPicked(next.slice(-1))}
              already={(subject) =>
                subject.id === user.id ? 'The one who leaves' : subject.kind !== 'user' ? 'Name a person' : undefined
              }
              refused={new Set()}
              mayInvite={false}
              onSubmit={() => {}}
            />
          </>
        )}
        <div className={styles.effect} aria-live="polite">
          {heir ? (
            <Takeover preview={preview.data} error={preview.error} heir={heir} user={user} />
          ) : alone.data?.refusal ? (
            <p>{alone.data.refusal}</p>
          ) : (
            <p>Without anyone named, what they have is kept for their return.</p>
          )}
        </div>
        <p className={styles.quiet}>
          Then {user.name} is signed out everywhere, their tokens end, and they reach nothing until somebody reactivates them.
        </p>
        {leave.isError && <Inline look="bad">{sentenceOf(leave.error)}</Inline>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={leave.isPending}
            disabled={blocked || (heir ? !preview.data : alone.isPending)}
            onClick={() => leave.mutate()}
          >
            {heir ? 'Hand over and deactivate' : 'Deactivate'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

export const leaves = (mayHandOver: boolean) => (mayHandOver ? 'Hand over and deactivate' : 'Deactivate');

type TakeoverProps = { preview: Preview | undefined; error: unknown; heir: Subject; user: User };

// What people open comes before what it is made of.
const first: readonly Kind[] = ['project', 'dashboard', 'explore'];
const rank = (kind: Kind) => (first.includes(kind) ? first.indexOf(kind) : first.length);

/** What the heir gains, by name as far as that is a few. */
function Takeover({ preview, error, heir, user }: TakeoverProps) {
  if (error) return <Inline look="bad">{sentenceOf(error)}</Inline>;
  if (!preview) return null;
  const gains = preview.gains
    .filter(({ subject }) => subject.id === heir.id)
    .toSorted((a, b) => rank(a.resource.kind) - rank(b.resource.kind) || a.resource.title.localeCompare(b.resource.title, 'en'));
  const shown = gains.slice(0, 12);
  const others = new Set(preview.losses.map(({ subject }) => subject.id));
  others.delete(user.id);
  return (
    <>
      <p>
        <Rolling>
          {gains.length === 0
            ? `${heir.label} gains nothing: they have as much already.`
            : `${heir.label} gains ${count(gains.length, 'thing')}${gains.length > shown.length ? ', among them' : ''}:`}
        </Rolling>
      </p>
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by keys too
        <ul className={styles.gains} tabIndex={0} aria-label={`What ${heir.label} gains`}>
          {shown.map(({ resource, to }) => (
            <li key={resource.id}>
              {resource.title}{' '}
              <span className={styles.quiet}>
                {kindWord[resource.kind]}, {to === 'viewer' ? 'to view' : to === 'editor' ? 'to edit' : 'to administer'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.size > 0 && <p>{count(others.size, 'other person loses', 'other people lose')} something by it.</p>}
    </>
  );
}
