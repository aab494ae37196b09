// Looking somebody up: what they can do here and by which way, or where the line to them breaks.
import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Subject } from '#contract';
import { explainQuery, peopleQuery } from '../../data/queries.ts';
import styles from './check-somebody.module.css';
import { Face } from './faces.tsx';
import box from './people-box.module.css';
import { Why } from './why.tsx';
import { canDo } from './words.ts';

export function CheckSomebody({ resource, me }: { resource: string; me: string }) {
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Subject | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({ ...peopleQuery(q), enabled: combobox.dropdownOpened });
  const people = found.data?.items ?? [];
  const choose = (person: string) => {
    const subject = people.find((candidate) => candidate.id === person);
    if (!subject) return;
    setChosen(subject);
    setText(subject.label);
    combobox.closeDropdown();
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>Check somebody</h2>
      <Combobox store={combobox} onOptionSubmit={choose}>
        <Combobox.Target withExpandedAttribute>
          <input
            className={styles.input}
            aria-label="Whose access to check"
            placeholder="Can somebody see this, and why?"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setChosen(null);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
            }}
            onClick={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.isPending}>
          <Combobox.Options aria-label="People" style={{ maxHeight: 220, overflowY: 'auto' }}>
            {people.map((subject) => (
              <Combobox.Option key={subject.id} value={subject.id}>
                <span className={box.option}>
                  <Face subject={subject} />
                  <span className={box.name}>{subject.label}</span>
                  <span className={box.detail}>{subject.detail}</span>
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
          {found.data && people.length === 0 && <div className={box.none}>Nobody here is called “{q}”.</div>}
        </Combobox.Dropdown>
      </Combobox>
      {chosen && <Found resource={resource} subject={chosen} me={me} />}
    </section>
  );
}

function Found({ resource, subject, me }: { resource: string; subject: Subject; me: string }) {
  const { data } = useQuery(explainQuery(resource, subject.id));
  return (
    <>
      {data && (
        <p className={styles.verdict} role="status">
          {subject.label}: {data.level ? canDo[data.level].toLowerCase() : 'no access'}
        </p>
      )}
      <Why resource={resource} subject={subject.id} name={subject.label} me={me} />
    </>
  );
}
