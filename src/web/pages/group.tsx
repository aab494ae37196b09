// One group: who is in it and through what, who looks after it, what it reaches, and what changed.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Group, Me } from '#contract';
import { Members } from '../components/belonging/group-members.tsx';
import { Managers } from '../components/belonging/managers.tsx';
import { NameAndEnd } from '../components/belonging/name-and-end.tsx';
import { people } from '../components/format.ts';
import { Past } from '../components/person/past.tsx';
import { Reached } from '../components/person/reached.tsx';
import { ViewAsButton } from '../components/view-as/view-as-button.tsx';
import { api } from '../data/api.ts';
import { groupQuery, meQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { NoAccess } from './no-access.tsx';
import styles from './person.module.css';
import { resourceLink } from './resource-link.tsx';
import { subjectLink } from './subject-link.tsx';

export function GroupPage() {
  const { group: id = '' } = useParams({ strict: false });
  const { data: me } = useSuspenseQuery(meQuery);
  const group = useQuery(groupQuery(id));
  if (hasCode(group.error, 'not_found')) return <NoAccess />;
  if (group.data) return <GroupOf key={id} group={group.data} me={me} />;
  return (
    <Page title="Group">
      {group.isError ? <Failed onRetry={() => void group.refetch()}>{sentenceOf(group.error)}</Failed> : <RowBones />}
    </Page>
  );
}

function GroupOf({ group, me }: { group: Group; me: Me }) {
  const navigate = useNavigate();
  const rules = !group.builtIn && me.capabilities.includes('groups.manage');
  const mine = new Set([me.user.id, ...me.groups.map(({ id }) => id)]);
  const manages = rules || (!group.builtIn && (group.managers ?? []).some(({ id }) => mine.has(id)));
  const knows = me.capabilities.includes('audit.read');
  const params = { group: group.id };
  return (
    <Page
      title={group.name}
      under={`Group, ${people(group.members)} in all`}
      actions={
        <>
          <ViewAsButton subject={{ id: group.id, kind: 'group', label: group.name }} />
          {rules && (
            <NameAndEnd
              name={group.name}
              rename={(name) => ({ key: [], ask: () => api.renameGroup({ params, body: { name }, ifMatch: group.version }) })}
              remove={{
                key: ['delete', group.id, group.version],
                ask: (asked) => api.deleteGroup({ params, ifMatch: group.version, ...asked }),
              }}
              warning="Whatever was shared with the group is shared with it no longer. The people in it stay."
              onDeleted={() => navigate({ to: '/people' })}
            />
          )}
        </>
      }
    >
      <div className={styles.sections}>
        <Section title="Directly in it">
          <Members group={group} manages={manages} link={subjectLink} />
        </Section>
        {!group.builtIn && (
          <Section title="Who looks after it">
            <Managers group={group} rules={rules} link={subjectLink} />
          </Section>
        )}
        <Section title={knows ? 'What it reaches' : 'What it reaches of what you share'}>
          <Reached
            user={group.id}
            name={group.name}
            me={me.user.id}
            empty={knows ? 'Nothing yet.' : 'Nothing of what you can share.'}
            link={resourceLink}
          />
        </Section>
        {(knows || manages) && (
          <Section title="What changed">
            <Past subject={group.id} mayUndo={!me.viewAs && manages} />
          </Section>
        )}
      </div>
    </Page>
  );
}
