import type { Subject } from '#contract';
import styles from './faces.module.css';

const initials = (name: string) => {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...(word ?? '')][0]) : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
};

/** People are round, groups and roles are not. */
export const Face = ({ subject }: { subject: Subject }) => (
  <span className={styles.face} data-many={subject.kind !== 'user' || undefined} aria-hidden="true">
    {initials(subject.label)}
  </span>
);

/** In sight colour only where it says who sees. */
export const Faces = ({ subjects, sight }: { subjects: readonly Subject[]; sight?: boolean }) => (
  <span className={styles.faces} data-sight={sight || undefined}>
    {subjects.slice(0, 3).map((subject) => (
      <Face key={subject.id} subject={subject} />
    ))}
  </span>
);
