// Whose data this is, and under which licence; it belongs wherever the data is shown.
import type { Resource } from '#contract';
import styles from './origins.module.css';

export function Origins({ origins }: { origins: Resource['origins'] }) {
  if (!origins || origins.length === 0) return null;
  return (
    <ul className={styles.origins} aria-label="Where the data comes from">
      {origins.map((origin) => (
        <li key={origin.name}>
          Data: {origin.url && /^https?:/.test(origin.url) ? <a href={origin.url}>{origin.name}</a> : origin.name}. Licence:{' '}
          {origin.licence}
        </li>
      ))}
    </ul>
  );
}
