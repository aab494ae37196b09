// Who may say who is in a group, besides those who manage all groups.
import type { ReactNode } from 'react';
import type { Group, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { Note } from '../../ui/note.tsx';
import { AddThem } from './add-them.tsx';
import styles from './belonging.module.css';
import { BelongingRow } from './belonging-row.tsx';

type Props = { group: Group; rules: boolean; link: (subject: Subject) => ReactNode };

export function Managers({ group, rules, link }: Props) {
  const { id, name, version, managers = [] } = group;
  const of = (subject: Subject) => ({ group: id, subject: subject.id });
  return (
    <>
      {rules && (
        <AddThem
          label={`Who looks after ${name}`}
          button="Let them"
          already={(subject) =>
            managers.some((manager) => manager.id === subject.id)
              ? 'Looks after it already'
              : subject.kind === 'role'
                ? 'Name people or groups'
                : undefined
          }
          put={(subject) => ({
            key: ['group', id, version, 'manager', subject.id],
            ask: (asked) => api.addGroupManager({ params: of(subject), ...asked }),
          })}
          said={(names, one) => `${names} ${one ? 'looks' : 'look'} after ${name} now.`}
        />
      )}
      {managers.length === 0 ? (
        <Note>Only those who manage all groups.</Note>
      ) : (
        <ul className={styles.list}>
          {managers.map((subject) => (
            <BelongingRow
              key={subject.id}
              subject={subject}
              name={link(subject)}
              remove={
                rules
                  ? {
                      label: `Remove ${subject.label} from those who look after ${name}`,
                      button: 'End it',
                      said: `${subject.label} looks after ${name} no longer.`,
                      change: {
                        key: ['group', id, version, 'no manager', subject.id],
                        ask: (asked) => api.removeGroupManager({ params: of(subject), ifMatch: version, ...asked }),
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
