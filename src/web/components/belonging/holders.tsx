// Who holds a role, given and taken by those who manage roles and can do all of it themselves.
import type { Role, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { Note } from '../../ui/note.tsx';
import { alreadyAmong, BelongingList, type SubjectLink } from './belonging-list.tsx';

type Props = { role: Role; rules: boolean; link: SubjectLink };

export function Holders({ role, rules, link }: Props) {
  const { id, name, version, holders } = role;
  if (!holders) return <Note>Who holds it is not yours to see.</Note>;
  const of = (subject: Subject) => ({ role: id, subject: subject.id });
  return (
    <BelongingList
      rows={holders.map((subject) => ({ subject }))}
      empty="Nobody holds it."
      link={link}
      add={
        rules
          ? {
              label: `Give ${name}`,
              button: 'Give it',
              ends: true,
              already: alreadyAmong(holders, 'Holds it already'),
              put: (subject, expiresAt) => ({
                key: ['role', id, version, 'give', subject.id, expiresAt],
                ask: (asked) => api.giveRole({ params: of(subject), body: { ...(expiresAt && { expiresAt }) }, ...asked }),
              }),
              said: (names, one) => `${names} ${one ? 'holds' : 'hold'} ${name} now.`,
            }
          : undefined
      }
      remove={
        rules
          ? ({ subject }) => ({
              label: `Remove ${subject.label} from ${name}`,
              button: 'Take it',
              said: `${subject.label} holds ${name} no longer.`,
              change: {
                key: ['role', id, version, 'take', subject.id],
                ask: (asked) => api.takeRole({ params: of(subject), ifMatch: version, ...asked }),
              },
            })
          : undefined
      }
    />
  );
}
