// Which project lists are about: all of them, or one.
import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { projectsFoundQuery, projectsQuery } from '../data/queries.ts';
import { CheckIcon, DownIcon, ProjectIcon } from '../ui/icons.tsx';
import styles from './project-switcher.module.css';

type Props = { project: string | undefined; onChoose: (project: string | undefined) => void };

/** More than fit at a glance can be searched. */
const glance = 8;

export function ProjectSwitcher({ project, onChoose }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 150);
  const projects = useQuery(projectsQuery);
  const found = useQuery({ ...projectsFoundQuery(q), enabled: q !== '' });
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      setText('');
      box.focusTarget();
    },
    onDropdownOpen: () => {
      box.selectActiveOption();
      if (many) box.focusSearchInput();
    },
  });
  const all = projects.data?.items ?? [];
  const many = all.length > glance;
  const shown = q === '' ? all : (found.data?.items ?? []);
  const chosen = all.find(({ id }) => id === project);
  const label = project ? (chosen?.title ?? (projects.isPending ? '' : 'A project')) : 'All projects';
  return (
    <Combobox
      store={box}
      width={264}
      position="bottom-start"
      onOptionSubmit={(value) => {
        box.closeDropdown();
        onChoose(value === 'all' ? undefined : value);
      }}
    >
      <Combobox.Target targetType="button" withExpandedAttribute>
        <button type="button" className={styles.button} aria-label="Project" onClick={() => box.toggleDropdown()}>
          <ProjectIcon />
          <span className={styles.text} title={label}>
            {label}
          </span>
          <DownIcon size={12} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {many && (
          <Combobox.Search
            aria-label="Find a project"
            placeholder="Find a project"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Combobox.Options aria-label="Projects" className={styles.options}>
          {q === '' && <Row value="all" title="All projects" active={!project} />}
          {shown.map(({ id, title }) => (
            <Row key={id} value={id} title={title} active={id === project} />
          ))}
          {q !== '' && found.data?.items.length === 0 && <Combobox.Empty>No project of yours is called “{q}”.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

const Row = ({ value, title, active }: { value: string; title: string; active: boolean }) => (
  <Combobox.Option value={value} active={active} className={styles.option}>
    <span className={styles.text} title={title}>
      {title}
    </span>
    {active && <CheckIcon size={14} />}
  </Combobox.Option>
);
