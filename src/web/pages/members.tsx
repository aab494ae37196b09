// Who is in a project, what they can do in it, and whether all of it is theirs.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Resource } from '#contract';
import { count } from '../components/format.ts';
import { AddMembers } from '../components/members/add-members.tsx';
import { MemberRow } from '../components/members/member-row.tsx';
import styles from '../components/members/members.module.css';
import { NewThings } from '../components/members/new-things.tsx';
import { membersQuery } from '../components/members/use-members.ts';
import { meQuery, resourceQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { NoAccess } from './no-access.tsx';

export function MembersPage() {
  const { id = '' } = useParams({ strict: false });
  const project = useQuery(resourceQuery(id));
  if (hasCode(project.error, 'not_found') || (project.data && project.data.kind !== 'project')) return <NoAccess />;
  if (project.data) return <Managed key={id} project={project.data} />;
  return (
    <Page title="Members">
      {project.isError ? <Failed onRetry={() => void project.refetch()}>{sentenceOf(project.error)}</Failed> : <RowBones />}
    </Page>
  );
}

function Managed({ project }: { project: Resource }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const manages = project.actions.includes('manage_members');
  const members = useQuery({ ...membersQuery(project.id), enabled: manages });
  // Who was just added for chosen items only: what is chosen is asked at once.
  const [opened, setOpened] = useState<readonly string[]>([]);
  const title = `Members of ${project.title}`;
  if (!manages)
    return (
      <Page title={title}>
        <Note>Only those who administer {project.title} see and change its members.</Note>
      </Page>
    );
  return (
    <Page title={title} under={members.data && `Project, ${count(members.data.items.length, 'member')}`}>
      {members.isPending && <RowBones />}
      {members.isError && !members.data && <Failed onRetry={() => void members.refetch()}>{sentenceOf(members.error)}</Failed>}
      {members.data && (
        <>
          <NewThings project={project} />
          <AddMembers
            project={project}
            members={members.data}
            onAdded={(subjects, reach) => setOpened(reach === 'chosen' ? subjects : [])}
          />
          {members.data.items.length === 0 && <Note>Nobody is in it yet.</Note>}
          <ul className={styles.list} aria-label="Members">
            {members.data.items.map((member) => (
              <MemberRow
                key={`${member.subject.id} ${opened.includes(member.subject.id)}`}
                project={project}
                member={member}
                version={members.data.version}
                me={me.user.id}
                opened={opened.includes(member.subject.id)}
              />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
