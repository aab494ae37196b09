// Who comes with a group, as far as one may know.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Subject } from '#contract';
import { groupQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { people } from '../format.ts';
import { Face } from './faces.tsx';
import styles from './people-list.module.css';

export function InIt({ group }: { group: Subject }) {
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...groupQuery(group.id), enabled: open });
  return (
    <div className={styles.inIt}>
      <button
        type="button"
        className={styles.unfold}
        aria-expanded={open}
        aria-label={`Who is in it: ${group.label}`}
        onClick={() => setOpen(!open)}
      >
        Who is in it
      </button>
      {open && found.isPending && <RowBones rows={2} />}
      {open && found.isError && <p role="alert">{sentenceOf(found.error)}</p>}
      {open && found.data && (
        <ul aria-label={`In ${group.label}`}>
          {found.data.builtIn && <li>Every active person; guests are not.</li>}
          {!found.data.builtIn && !found.data.direct && <li>Its members are not yours to see.</li>}
          {found.data.direct?.map(({ subject }) => (
            <li key={subject.id}>
              <Face subject={subject} />
              <span className={styles.name} title={subject.label}>
                {subject.label}
              </span>
              <span className={styles.detail}>
                {subject.members === undefined ? '' : `a group of ${people(subject.members)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
