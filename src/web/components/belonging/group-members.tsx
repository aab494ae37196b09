// Who is directly in a group; of groups in it, who is in those. Put in and taken out by those who look after it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Group, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { groupQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Inline, Note } from '../../ui/note.tsx';
import styles from './belonging.module.css';
import { BelongingList, type SubjectLink } from './belonging-list.tsx';
import { BelongingRow } from './belonging-row.tsx';

type Props = { group: Group; manages: boolean; link: SubjectLink };

export function Members({ group, manages, link }: Props) {
  if (group.builtIn) return <Note>Every active person is in it; guests are not.</Note>;
  if (!group.direct) return <Note>Its members are not yours to see.</Note>;
  const { id, direct, name, version } = group;
  const of = (subject: Subject) => ({ group: id, subject: subject.id });
  const inIt = new Set(direct.map(({ subject }) => subject.id));
  return (
    <BelongingList
      rows={direct}
      empty="Nobody is in it yet."
      link={link}
      below={(subject) => subject.kind === 'group' && <Within group={subject} link={link} />}
      add={
        manages
          ? {
              label: `Add to ${name}`,
              button: 'Put them in',
              ends: true,
              already: (subject) => (inIt.has(subject.id) ? 'In it already' : subject.id === id ? 'The group itself' : undefined),
              put: (subject, expiresAt) => ({
                key: ['group', id, version, 'add', subject.id, expiresAt],
                ask: (asked) => api.addGroupMember({ params: of(subject), body: { ...(expiresAt && { expiresAt }) }, ...asked }),
              }),
              said: (names, one) => `${names} ${one ? 'is' : 'are'} in ${name} now.`,
            }
          : undefined
      }
      remove={({ subject, origin }) =>
        manages && origin === 'manual'
          ? {
              label: `Remove ${subject.label} from ${name}`,
              button: 'Take them out',
              said: `${subject.label} is in ${name} no longer.`,
              change: {
                key: ['group', id, version, 'remove', subject.id],
                ask: (asked) => api.removeGroupMember({ params: of(subject), ifMatch: version, ...asked }),
              },
            }
          : undefined
      }
    />
  );
}

/** Who comes along with a group in the group. */
function Within({ group, link }: { group: Subject; link: SubjectLink }) {
  const [open, setOpen] = useState(false);
  const inside = useQuery({ ...groupQuery(group.id), enabled: open });
  return (
    <>
      <button
        type="button"
        className={styles.within}
        aria-expanded={open}
        aria-label={`${open ? 'Hide who' : 'Who'} comes through it: ${group.label}`}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide who comes through it' : 'Who comes through it'}
      </button>
      {open && inside.isPending && <RowBones rows={2} />}
      {open && inside.isError && <Inline look="bad">{sentenceOf(inside.error)}</Inline>}
      {open && inside.data && (
        <ul className={styles.list} aria-label={`In ${group.label}`}>
          {(inside.data.direct ?? []).map(({ subject, origin, expiresAt }) => (
            <BelongingRow
              key={`${subject.id} ${origin}`}
              subject={subject}
              name={link(subject)}
              origin={origin}
              expiresAt={expiresAt}
            >
              {subject.kind === 'group' && <Within group={subject} link={link} />}
            </BelongingRow>
          ))}
        </ul>
      )}
    </>
  );
}
