// What a chart asks: its typed query, for whoever sees the chart; the SQL made of it, for who may be told.
import { useQuery } from '@tanstack/react-query';
import type { Choices, Query, Resource } from '#contract';
import { sqlQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Bone } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import styles from './behind.module.css';

type Props = {
  chart: Resource;
  query: Query;
  choices?: Choices | undefined;
  /** It is looked at on a dashboard, whose choices the chart alone doesn't take. */
  inContext: boolean;
  opened: boolean;
  onClose: () => void;
};

export default function ShowQuery({ chart, query, choices, inContext, opened, onClose }: Props) {
  const chosen = choices && Object.keys(choices).length > 0;
  return (
    <Dialog opened={opened} onClose={onClose} title={`Query of ${chart.title}`} size={860}>
      <div className={styles.rows}>
        <section className={styles.query} aria-label="Query">
          <h2>Query</h2>
          <pre>{JSON.stringify(query, null, 2)}</pre>
        </section>
        {chosen && (
          <section className={styles.query} aria-label="Chosen here">
            <h2>Chosen here</h2>
            <pre>{JSON.stringify(choices, null, 2)}</pre>
          </section>
        )}
        {chosen && inContext && chart.behind?.sql && (
          <p className={styles.quiet}>The SQL is the chart’s own, without what is chosen here.</p>
        )}
        {chart.behind?.sql ? (
          <Sql chart={chart.id} choices={inContext ? undefined : choices} />
        ) : (
          <p className={styles.quiet}>Its SQL is for who edits the data behind it, or sees that data and may run SQL.</p>
        )}
      </div>
    </Dialog>
  );
}

const purposes: Record<string, string> = {
  rows: 'SQL',
  totals: 'SQL of the totals',
  others: 'SQL of all others',
  across: 'SQL of what goes across',
  cells: 'SQL of the cells',
};

function Sql({ chart, choices }: { chart: string; choices: Choices | undefined }) {
  const answer = useQuery(sqlQuery(chart, choices));
  if (answer.isError) return <Inline look="bad">{sentenceOf(answer.error)}</Inline>;
  if (!answer.data) return <Bone width={320} />;
  const { statements, columns } = answer.data;
  return (
    <>
      {statements.map(({ what, text, values }) => (
        <section key={what} className={styles.query} aria-label={purposes[what] ?? what}>
          <h2>{purposes[what] ?? what}</h2>
          <pre>{text}</pre>
          {values.length > 0 && (
            <p className={styles.quiet}>With {values.map((value, at) => `$${at + 1} = ${JSON.stringify(value)}`).join(', ')}.</p>
          )}
        </section>
      ))}
      <p className={styles.quiet}>{columns.map(({ as, name }) => `${as} is ${name}`).join(', ')}.</p>
    </>
  );
}
