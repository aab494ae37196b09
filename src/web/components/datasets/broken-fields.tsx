// What of a dataset can't be worked out as its data is now, and which charts fail for it: for who can mend it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { faultsQuery } from '../../data/queries.ts';
import styles from '../sources/sources.module.css';
import { nameOf } from './fault-names.ts';
import type { Fields } from './fields.ts';

export function BrokenFields({ dataset, fields }: { dataset: string; fields: Fields | undefined }) {
  const { data } = useQuery(faultsQuery(dataset));
  if (!data || data.faults.length === 0) return null;
  return (
    <section className={styles.broken} aria-label="What doesn’t hold any more" role="status">
      <h2>What doesn’t hold any more</h2>
      <ul>
        {data.faults.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {nameOf(field, fields)}
            {message}
          </li>
        ))}
      </ul>
      {data.charts.length > 0 && (
        <p className={styles.quiet}>
          {data.charts.length === 1 ? 'This chart fails until that is mended: ' : 'These charts fail until that is mended: '}
          {data.charts.map(({ id, title }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <Link to="/charts/$id" params={{ id }} search={{}}>
                {title}
              </Link>
            </span>
          ))}
          .
        </p>
      )}
    </section>
  );
}
