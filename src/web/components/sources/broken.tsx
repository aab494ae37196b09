// What over a source can't be worked out as its tables are now, and which charts fail for it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { brokenQuery } from '../../data/queries.ts';
import { listing } from '../format.ts';
import styles from './sources.module.css';

export function Broken({ source }: { source: string }) {
  const { data } = useQuery(brokenQuery(source));
  if (!data || data.datasets.length === 0) return null;
  return (
    <section className={styles.broken} aria-label="What doesn’t hold any more" role="status">
      <h2>What doesn’t hold any more</h2>
      <ul>
        {data.datasets.map(({ id, title, faults, charts }) => (
          <li key={id}>
            <Link to="/datasets/$id/edit" params={{ id }}>
              {title}
            </Link>
            {faults.map(({ field, message }) => (
              <p key={field}>{message}</p>
            ))}
            {charts.length > 0 && (
              <p className={styles.quiet}>
                {charts.length === 1 ? 'This chart fails' : 'These charts fail'}:{' '}
                {listing(
                  charts.map((chart) => chart.title),
                  10,
                )}
                .
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
