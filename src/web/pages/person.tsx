// One person: what they reach and why, where they belong, and, when they leave, who comes after them. Who has no say over
// people sees the name, the groups both are in, and what of their own things the other reaches.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Me, Subject, User } from '#contract';
import { About } from '../components/person/about.tsx';
import { GiveRole, JoinGroup } from '../components/person/join.tsx';
import { Leaving, leaves } from '../components/person/leaving.tsx';
import { leavingQuery } from '../components/person/leaving-query.ts';
import { Past } from '../components/person/past.tsx';
import { Reached } from '../components/person/reached.tsx';
import { Sessions } from '../components/person/sessions.tsx';
import { Tokens } from '../components/person/tokens.tsx';
import { Face } from '../components/sharing/faces.tsx';
import { ViewAsButton } from '../components/view-as/view-as-button.tsx';
import { api } from '../data/api.ts';
import { meQuery, userQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { say, sayFailed } from '../ui/toast.ts';
import { NoAccess } from './no-access.tsx';
import styles from './person.module.css';
import { resourceLink } from './resource-link.tsx';

export function PersonPage() {
  const { user: id = '' } = useParams({ strict: false });
  const { data: me } = useSuspenseQuery(meQuery);
  const user = useQuery(userQuery(id));
  if (hasCode(user.error, 'not_found')) return <NoAccess />;
  if (user.data) return <Person key={id} user={user.data} me={me} />;
  return (
    <Page title="Person">
      {user.isError ? <Failed onRetry={() => void user.refetch()}>{sentenceOf(user.error)}</Failed> : <RowBones />}
    </Page>
  );
}

function Person({ user, me }: { user: User; me: Me }) {
  const [leaving, setLeaving] = useState(false);
  const self = user.id === me.user.id;
  const administers = me.capabilities.includes('organization.administer');
  const manages = administers || me.capabilities.includes('users.manage');
  const knows = self || manages || me.capabilities.includes('audit.read');
  const changes = !self && !me.viewAs && user.status !== 'deactivated';
  const mine = new Set(me.groups.map(({ id }) => id));
  const groups = (user.groups ?? []).filter(({ id }) => knows || mine.has(id));
  return (
    <Page
      title={user.name}
      under={[self ? 'You' : kindOf(user), knows && (user.email ?? user.login), user.owner && `owned by ${user.owner.label}`]
        .filter(Boolean)
        .join(' · ')}
      actions={
        !self &&
        manages &&
        (user.status === 'deactivated' ? (
          <Reactivate user={user} />
        ) : (
          <>
            {user.status === 'active' && <ViewAsButton subject={{ id: user.id, kind: 'user', label: user.name }} />}
            <Button variant="default" onClick={() => setLeaving(true)}>
              {leaves(administers)}
            </Button>
          </>
        ))
      }
    >
      <div className={styles.sections}>
        {administers && !self && user.status === 'active' && <OnlyTheirs user={user} />}
        <Section title={knows ? 'Groups and roles' : 'Groups you are both in'}>
          <Belongs groups={groups} roles={knows ? (user.roles ?? []) : []} />
          {changes && me.capabilities.includes('groups.manage') && <JoinGroup user={user} />}
          {changes && me.capabilities.includes('roles.manage') && <GiveRole user={user} />}
        </Section>
        {knows && (
          <Section title="About">
            <About user={user} mayChange={administers && !self && !me.viewAs} />
          </Section>
        )}
        <Section title={self ? 'What you reach' : knows ? 'What they reach' : 'What they reach of what you share'}>
          <Reached
            user={user.id}
            name={self ? 'you' : user.name}
            me={me.user.id}
            empty={
              user.status !== 'active'
                ? 'Nothing while they are not active.'
                : knows
                  ? 'Nothing that you may know of.'
                  : 'Nothing of what you can share.'
            }
            link={resourceLink}
          />
        </Section>
        {(self || administers) && (
          <Section title={self ? 'Where you are signed in' : 'Signed in'}>
            <Sessions user={self ? undefined : user.id} />
          </Section>
        )}
        {(self || administers) && (
          <Section title="Tokens">
            <Tokens user={self ? undefined : user.id} />
          </Section>
        )}
        {knows && (
          <Section title="What changed">
            <Past subject={user.id} mayUndo={!me.viewAs && (self || manages)} />
          </Section>
        )}
      </div>
      {leaving && <Leaving user={user} mayHandOver={administers} onClose={() => setLeaving(false)} />}
    </Page>
  );
}

const kindOf = ({ kind, status }: User): string => {
  const what = kind === 'guest' ? 'Guest' : kind === 'service' ? 'Service account' : 'Person';
  return status === 'active' ? what : `${what}, ${status === 'invited' ? 'invited and not here yet' : 'deactivated'}`;
};

function Belongs({ groups, roles }: { groups: readonly Subject[]; roles: readonly Subject[] }) {
  if (groups.length + roles.length === 0) return <Note>None.</Note>;
  return (
    <ul className={styles.chips}>
      {groups.map((group) => (
        <li key={group.id}>
          <Link to="/people/groups/$group" params={{ group: group.id }} className={styles.chip}>
            <Face subject={group} />
            {group.label}
          </Link>
        </li>
      ))}
      {roles.map((role) => (
        <li key={role.id}>
          <Link to="/people/roles/$role" params={{ role: role.id }} className={styles.chip}>
            <Face subject={role} />
            {role.label} <span className={styles.quiet}>role</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Told only where it is so: what would have no editor without them. */
function OnlyTheirs({ user }: { user: User }) {
  const leaving = useQuery(leavingQuery(user.id));
  const refusal = leaving.data?.refusal;
  if (!refusal) return null;
  return (
    <Section title="What only they edit">
      <Inline look="sight">
        {refusal
          .replace(/^This would leave/, `Without ${user.name} there would be nobody for`)
          .replace(/ without an (editor|admin);.*$/, '.')}
      </Inline>
    </Section>
  );
}

function Reactivate({ user }: { user: User }) {
  const client = useQueryClient();
  const reactivate = useMutation({
    mutationFn: () => api.reactivateUser({ params: { user: user.id } }),
    onSuccess: () => say(`${user.name} can sign in again, with what they had.`),
    onError: (error) => sayFailed(sentenceOf(error)),
    onSettled: () => {
      for (const key of ['user', 'users', 'reach', 'history', 'resources', 'access'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <Button variant="default" loading={reactivate.isPending} onClick={() => reactivate.mutate()}>
      Reactivate
    </Button>
  );
}
