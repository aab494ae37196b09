// One box that opens anything, does anything, and answers "who can see pipeline" and "what can vic see" in place.
import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Kind, ResourceItem, Subject } from '#contract';
import { listQuery, reachQuery, subjectsQuery, whoQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { people } from '../format.ts';
import { kindIcon } from '../kind-icon.tsx';
import { Face } from '../sharing/faces.tsx';
import { canDo } from '../sharing/words.ts';
import styles from './palette.module.css';
import { readTyped } from './read.ts';

export type Deed = { label: string; icon?: ReactNode; detail?: string; run: () => void };
type Thing = { id: string; kind: Kind; title: string; project: { title: string } };
type Props = {
  /** Where one can go and what one can do from anywhere. */
  deeds: readonly Deed[];
  onOpen: (thing: Pick<Thing, 'id' | 'kind'>) => void;
  onClose: () => void;
};

const findable = 'dashboard,explore,chart,dataset,project,alert,report';

export function Palette({ deeds, onOpen, onClose }: Props) {
  const [text, setText] = useState('');
  const [later] = useDebouncedValue(text, 120);
  const typed = readTyped(later);
  const box = useCombobox({ opened: true });
  const finding = typed.ask === 'find' ? typed.q : typed.ask === 'who' ? typed.what : '';
  const list = useInfiniteQuery({ ...listQuery({ kind: findable, for: 'all', q: finding }, 8), enabled: finding !== '' });
  const things = finding === '' ? [] : (list.data?.pages[0]?.items ?? []);
  const fitting = typed.ask === 'find' ? deeds.filter(({ label }) => matches(label, typed.q)).slice(0, 8) : [];
  const person = useQuery({ ...subjectsQuery(typed.ask === 'what' ? typed.who : ''), enabled: typed.ask === 'what' });
  const subject = typed.ask === 'what' ? person.data?.items[0] : undefined;
  const about = typed.ask === 'who' ? things[0] : undefined;
  // The first one is what Enter takes, whatever was found last.
  const shown = `${fitting.map(({ label }) => label)} ${things.map(({ id }) => id)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what it depends on
  useEffect(() => void box.selectFirstOption(), [shown]);
  const leave = (run: () => void) => {
    onClose();
    run();
  };

  return (
    <Dialog title="Open or do anything" opened onClose={onClose} size={620}>
      <Combobox
        store={box}
        onOptionSubmit={(value) => {
          const deed = deeds.find(({ label }) => `do ${label}` === value);
          if (deed) return leave(deed.run);
          const thing = things.find(({ id }) => id === value);
          if (thing && typed.ask === 'who') setText(`who can see ${thing.title}`);
          else if (thing) leave(() => onOpen(thing));
        }}
      >
        <Combobox.EventsTarget withExpandedAttribute>
          <input
            className={styles.input}
            role="combobox"
            aria-label="Open or do anything"
            aria-expanded="true"
            placeholder="Find something, or ask: who can see …, what can … see"
            value={text}
            data-autofocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={styles.options} aria-label="What was found">
          {things.length > 0 && typed.ask !== 'what' && (
            <Combobox.Group label={typed.ask === 'who' ? 'Who can see' : 'Open'}>
              {things.map((thing) => (
                <Combobox.Option key={thing.id} value={thing.id} className={styles.option}>
                  {kindIcon[thing.kind] ?? <SearchIcon size={14} />}
                  <span>{thing.title}</span>
                  <span className={styles.quiet}>{thing.kind === 'project' ? 'Project' : thing.project.title}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {fitting.length > 0 && (
            <Combobox.Group label={typed.ask === 'find' && typed.q === '' ? 'Go to and do' : 'Do'}>
              {fitting.map(({ label, icon, detail }) => (
                <Combobox.Option key={label} value={`do ${label}`} className={styles.option}>
                  {icon ?? <span />}
                  <span>{label}</span>
                  <span className={styles.quiet}>{detail}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
        </Combobox.Options>
      </Combobox>
      {finding !== '' && list.isPending && <RowBones rows={3} />}
      {list.isError && finding !== '' && <p role="alert">{sentenceOf(list.error)}</p>}
      {finding !== '' && list.isSuccess && things.length + fitting.length === 0 && (
        <p className={styles.nothing}>Nothing that you can see is called “{finding}”.</p>
      )}
      {typed.ask === 'what' && person.isSuccess && !subject && (
        <p className={styles.nothing}>Nobody you can find is called “{typed.who}”.</p>
      )}
      {about && <WhoSees item={about} />}
      {subject && <Sees subject={subject} onOpen={(thing) => leave(() => onOpen(thing))} />}
    </Dialog>
  );
}

const matches = (label: string, q: string) =>
  q
    .toLowerCase()
    .split(' ')
    .every((word) => label.toLowerCase().includes(word));

const mostShown = 12;

function WhoSees({ item }: { item: ResourceItem }) {
  const may = item.actions.includes('read_access');
  const who = useQuery({ ...whoQuery(item.id), enabled: may });
  if (!may) {
    const editors = item.editors.map(({ label }) => label).join(', ');
    return (
      <p className={styles.nothing}>
        Who can see “{item.title}” is for its editors to know{editors && `: ${editors}`}.
      </p>
    );
  }
  if (who.isPending) return <RowBones rows={3} />;
  if (who.isError) return <p role="alert">{sentenceOf(who.error)}</p>;
  return (
    <section className={styles.answer} aria-label={`Who can see “${item.title}”`}>
      <h3>
        {people(who.data.items.length)} can see “{item.title}”
      </h3>
      <ul>
        {who.data.items.slice(0, mostShown).map(({ subject, level }) => (
          <li key={subject.id}>
            <Face subject={subject} />
            <span>{subject.label}</span>
            <span className={styles.quiet}>{canDo[level]}</span>
          </li>
        ))}
      </ul>
      {who.data.items.length > mostShown && <p className={styles.quiet}>and {who.data.items.length - mostShown} more</p>}
    </section>
  );
}

function Sees({ subject, onOpen }: { subject: Subject; onOpen: (thing: Thing) => void }) {
  const reach = useQuery(reachQuery(subject.id));
  if (reach.isPending) return <RowBones rows={3} />;
  if (reach.isError) return <p role="alert">{sentenceOf(reach.error)}</p>;
  const things = reach.data.items.filter(({ resource }) => resource.kind !== 'project');
  return (
    <section className={styles.answer} aria-label={`What ${subject.label} can see`}>
      <h3>
        {things.length === 0
          ? `${subject.label} can see nothing that you may know of`
          : `${subject.label} can see ${reach.data.next ? `${things.length} things and more` : things.length === 1 ? 'one thing' : `${things.length} things`}`}
      </h3>
      <ul>
        {things.slice(0, mostShown).map(({ resource, level }) => (
          <li key={resource.id}>
            {kindIcon[resource.kind] ?? <span />}
            <button type="button" className={styles.link} onClick={() => onOpen(resource)}>
              {resource.title}
            </button>
            <span className={styles.quiet}>{canDo[level]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
