// Who holds a role, given and taken by those who manage roles and can do all of it themselves.
import type { ReactNode } from 'react';
import type { Role, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { Note } from '../../ui/note.tsx';
import { AddThem } from './add-them.tsx';
import styles from './belonging.module.css';
import { BelongingRow } from './belonging-row.tsx';

type Props = { role: Role; rules: boolean; link: (subject: Subject) => ReactNode };

export function Holders({ role, rules, link }: Props) {
  const { id, name, version, holders } = role;
  if (!holders) return <Note>Who holds it is not yours to see.</Note>;
  const of = (subject: Subject) => ({ role: id, subject: subject.id });
  return (
    <>
      {rules && (
        <AddThem
          label={`Give ${name}`}
          button="Give it"
          ends
          already={(subject) =>
            holders.some((holder) => holder.id === subject.id)
              ? 'Holds it already'
              : subject.kind === 'role'
                ? 'Name people or groups'
                : undefined
          }
          put={(subject, expiresAt) => ({
            key: ['role', id, version, 'give', subject.id, expiresAt],
            ask: (asked) => api.giveRole({ params: of(subject), body: { ...(expiresAt && { expiresAt }) }, ...asked }),
          })}
          said={(names, one) => `${names} ${one ? 'holds' : 'hold'} ${name} now.`}
        />
      )}
      {holders.length === 0 ? (
        <Note>Nobody holds it.</Note>
      ) : (
        <ul className={styles.list}>
          {holders.map((subject) => (
            <BelongingRow
              key={subject.id}
              subject={subject}
              name={link(subject)}
              remove={
                rules
                  ? {
                      label: `Remove ${subject.label} from ${name}`,
                      button: 'Take it',
                      said: `${subject.label} holds ${name} no longer.`,
                      change: {
                        key: ['role', id, version, 'take', subject.id],
                        ask: (asked) => api.takeRole({ params: of(subject), ifMatch: version, ...asked }),
                      },
                    }
                  : undefined
              }
            />
          ))}
        </ul>
      )}
    </>
  );
}
