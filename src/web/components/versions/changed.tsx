// What a version changed: each field with what it was and what it is.
import { useQuery } from '@tanstack/react-query';
import { type Column, DatasetDefinition, type Resource } from '#contract';
import { versionQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed } from '../../ui/note.tsx';
import { differences } from './differences.ts';
import styles from './versions.module.css';

type Props = { resource: Resource; definition: Record<string, unknown>; earlier: number };

export function Changed({ resource, definition, earlier }: Props) {
  const before = useQuery(versionQuery(resource.id, earlier));
  if (before.isPending) return <RowBones rows={3} />;
  if (before.isError) return <Failed onRetry={() => void before.refetch()}>{sentenceOf(before.error)}</Failed>;
  const titles = new Map(resource.behind ? [[resource.behind.dataset, resource.behind.title]] : []);
  const found = differences(before.data.definition, definition, fieldsOf(resource, definition), titles);
  if (found.length === 0) return <p className={styles.quiet}>What it holds stayed as it was.</p>;
  return (
    <dl className={styles.changed} aria-label="What changed">
      {found.map(({ what, before, after }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            {before === undefined ? <span className={styles.quiet}>Not there before. </span> : <del>{before}</del>}{' '}
            {after === undefined ? <span className={styles.quiet}>Not there any more.</span> : <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const fieldsOf = (
  { kind, fields = [] }: Resource,
  definition: Record<string, unknown>,
): Pick<Column, 'name' | 'label' | 'type'>[] => {
  if (kind !== 'dataset') return [...fields];
  const dimensions = DatasetDefinition.safeParse(definition).data?.dimensions ?? [];
  return dimensions.map(({ name, label, type }) => ({ name, label: label ?? name, type: type ?? 'string' }));
};
