// What a thing is built from and what is built from it. What one can't see isn't counted either.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LineageItem, Resource } from '#contract';
import { lineageQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Bone } from '../../ui/bones.tsx';
import { Inline } from '../../ui/note.tsx';
import { addressOf } from '../address.ts';
import { kindIcon } from '../kind-icon.tsx';
import { kindWord } from '../sharing/words.ts';
import styles from './lineage.module.css';

export function Lineage({ resource, onGo }: { resource: Pick<Resource, 'id' | 'kind'>; onGo?: () => void }) {
  const answer = useQuery(lineageQuery(resource.id));
  if (answer.isError) return <Inline look="bad">{sentenceOf(answer.error)}</Inline>;
  if (!answer.data) return <Bone width={240} />;
  const { builtFrom, usedBy, more } = answer.data;
  return (
    <div className={styles.lineage}>
      {resource.kind !== 'source' && <List title="Built from" items={builtFrom} none="Nothing that you can see." onGo={onGo} />}
      <List title="Used by" items={usedBy} none="Nothing that you can see." onGo={onGo} />
      {more && <p className={styles.quiet}>There is more than fits here.</p>}
    </div>
  );
}

type ListProps = { title: string; items: readonly LineageItem[]; none: string; onGo: (() => void) | undefined };

const List = ({ title, items, none, onGo }: ListProps) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    {items.length === 0 ? (
      <p className={styles.quiet}>{none}</p>
    ) : (
      <ul>
        {items.map((item) => (
          <li key={item.id} data-far={!item.direct || undefined}>
            <span className={styles.icon}>{kindIcon[item.kind]}</span>
            <Link to={addressOf(item)} onClick={onGo}>
              {item.title}
            </Link>
            <span className={styles.quiet}>{kindWord[item.kind]}</span>
          </li>
        ))}
      </ul>
    )}
  </section>
);
