// Who may say who is in a group, besides those who manage all groups.
import type { Group, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { alreadyAmong, BelongingList, type SubjectLink } from './belonging-list.tsx';

type Props = { group: Group; rules: boolean; link: SubjectLink };

export function Managers({ group, rules, link }: Props) {
  const { id, name, version, managers = [] } = group;
  const of = (subject: Subject) => ({ group: id, subject: subject.id });
  return (
    <BelongingList
      rows={managers.map((subject) => ({ subject }))}
      empty="Only those who manage all groups."
      link={link}
      add={
        rules
          ? {
              label: `Who looks after ${name}`,
              button: 'Let them',
              already: alreadyAmong(managers, 'Looks after it already'),
              put: (subject) => ({
                key: ['group', id, version, 'manager', subject.id],
                ask: (asked) => api.addGroupManager({ params: of(subject), ...asked }),
              }),
              said: (names, one) => `${names} ${one ? 'looks' : 'look'} after ${name} now.`,
            }
          : undefined
      }
      remove={
        rules
          ? ({ subject }) => ({
              label: `Remove ${subject.label} from those who look after ${name}`,
              button: 'End it',
              said: `${subject.label} looks after ${name} no longer.`,
              change: {
                key: ['group', id, version, 'no manager', subject.id],
                ask: (asked) => api.removeGroupManager({ params: of(subject), ifMatch: version, ...asked }),
              },
            })
          : undefined
      }
    />
  );
}
