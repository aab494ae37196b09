// Which items of a project a member reaches: what was chosen when this opened first, then all the rest.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kind, Member } from '#contract';
import { listQuery, shownKinds } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { kindIcon } from '../kind-icon.tsx';
import { kindWord } from '../sharing/words.ts';
import styles from './members.module.css';

type Item = { kind: Kind; title: string };
type Props = {
  project: string;
  name: string;
  listed: Member['resources'];
  items: readonly string[];
  onItems: (items: string[]) => void;
};

/** Dashboards first: they are what one mostly means. */
const byKind = (a: Item, b: Item) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'en');
const rank = ({ kind }: Item) => (shownKinds as readonly Kind[]).indexOf(kind);

export function Chosen({ project, name, listed, items, onItems }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const list = useInfiniteQuery(listQuery({ kind: shownKinds.join(','), project, sort: 'name', q }, 100));
  // They stay where they are while one chooses.
  const [first] = useState(listed);
  const found = list.data?.pages.flatMap((page) => page.items) ?? [];
  const rest = (q ? found : found.filter((item) => !first.some(({ id }) => id === item.id))).toSorted(byKind);
  const shown = q ? rest : [...first, ...rest];
  const toggle = (id: string) => onItems(items.includes(id) ? items.filter((other) => other !== id) : [...items, id]);
  return (
    <fieldset className={styles.chosen} aria-label={`What ${name} reaches`}>
      <SearchBox value={text} onChange={setText} label={`Find items for ${name}`} placeholder="Find items" />
      <div className={styles.checks}>
        {list.isPending && <RowBones rows={5} />}
        {list.isError && <p role="alert">{sentenceOf(list.error)}</p>}
        {shown.map((item) => (
          <label key={item.id} className={styles.check}>
            <input type="checkbox" checked={items.includes(item.id)} onChange={() => toggle(item.id)} />
            <span className={styles.icon}>{kindIcon[item.kind]}</span>
            <span className={styles.name} title={item.title}>
              {item.title}
            </span>
            <span className={styles.kind}>{kindWord[item.kind]}</span>
          </label>
        ))}
        {list.data && shown.length === 0 && <p className={styles.detail}>Nothing here is called “{q}”.</p>}
        {list.hasNextPage && (
          <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </fieldset>
  );
}
