// What two reach, side by side.
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { Level, Compared as Pair, Reach } from '#contract';
import { comparedQuery } from '../../data/reviews.ts';
import { Choose } from '../../ui/choose.tsx';
import { canDo } from '../sharing/words.ts';
import styles from './auditing.module.css';
import { Rows, What } from './rows.tsx';

export type Show = 'all' | 'both' | 'one' | 'other';
type Props = {
  one: string;
  other: string;
  show: Show;
  onShow: (show: Show) => void;
  link: (resource: Reach['resource'], children: ReactNode) => ReactNode;
};

export function Compared({ one, other, show, onShow, link }: Props) {
  const id = useId();
  const list = useInfiniteQuery(comparedQuery(one, other, show === 'all' ? undefined : show));
  const first = list.data?.pages[0];
  const [a, b] = [first?.one.label ?? 'One', first?.other.label ?? 'the other'];
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>
          {a} and {b}
        </h2>
        <Choose
          label="Which things"
          value={show}
          width={300}
          options={[
            { value: 'all', label: 'All that either reaches' },
            { value: 'both', label: 'What both reach' },
            { value: 'one', label: `Only ${a}` },
            { value: 'other', label: `Only ${b}` },
          ]}
          onChoose={onShow}
        />
      </div>
      <Rows
        label={`${a} and ${b}`}
        answer={list}
        empty="Nothing that you may know of."
        keyOf={({ resource }: Pair) => resource.id}
        look="side"
      >
        {({ resource, one: ones, other: others }: Pair) => (
          <>
            <What resource={resource}>{link(resource, resource.title)}</What>
            <Side name={a} level={ones} differs={ones !== others} />
            <Side name={b} level={others} differs={ones !== others} />
          </>
        )}
      </Rows>
    </section>
  );
}

const Side = ({ name, level, differs }: { name: string; level: Level | null; differs: boolean }) => (
  <span className={differs ? styles.when : styles.level}>
    <span className={styles.detail} title={name}>
      {name}
    </span>
    {level ? canDo[level] : 'No access'}
  </span>
);
