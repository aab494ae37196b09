import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Group } from '#contract';
import { Face } from '../components/access/faces.tsx';
import { until } from '../components/access/words.ts';
import { people } from '../components/format.ts';
import { ViewAsButton } from '../components/view-as/view-as-button.tsx';
import { groupQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { NoAccess } from './no-access.tsx';
import styles from './people.module.css';

export function GroupPage() {
  const { group: id = '' } = useParams({ strict: false });
  const group = useQuery(groupQuery(id));
  if (hasCode(group.error, 'not_found')) return <NoAccess />;
  if (!group.data)
    return (
      <Page title="Group">
        {group.isError ? <Failed onRetry={() => void group.refetch()}>{sentenceOf(group.error)}</Failed> : <RowBones />}
      </Page>
    );
  return (
    <Page
      title={group.data.name}
      under={`Group, ${people(group.data.members)} in all`}
      actions={<ViewAsButton subject={{ id: group.data.id, kind: 'group', label: group.data.name }} />}
    >
      <section aria-label="Members">
        <h2>Directly in it</h2>
        <Members group={group.data} />
      </section>
    </Page>
  );
}

function Members({ group }: { group: Group }) {
  if (!group.direct)
    return <Note>{group.builtIn ? 'Every active person is in it; guests are not.' : 'Its members are not yours to see.'}</Note>;
  if (group.direct.length === 0)
    return <Note>{group.builtIn ? 'Every active person is in it; guests are not.' : 'Nobody is in it yet.'}</Note>;
  return (
    <ul className={styles.list}>
      {group.direct.map(({ subject, origin, expiresAt }) => (
        <li key={`${subject.id} ${origin}`} className={styles.row}>
          <Face subject={subject} />
          <span>
            <span className={styles.name}>
              {subject.kind === 'group' ? (
                <Link to="/people/groups/$group" params={{ group: subject.id }}>
                  {subject.label}
                </Link>
              ) : (
                <Link to="/people/$user" params={{ user: subject.id }}>
                  {subject.label}
                </Link>
              )}
            </span>
            <span className={styles.detail}>{subject.members !== undefined ? people(subject.members) : subject.detail}</span>
          </span>
          <span className={styles.quiet}>
            {origin === 'manual' ? '' : `from ${origin}`} <span className={styles.end}>{until(expiresAt)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
