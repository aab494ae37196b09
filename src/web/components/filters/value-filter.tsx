// Which values of a field count: a button that says what is chosen, and a list to choose from, asked in the context of the page.
import { Popover, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Field, Value } from '#contract';
import { valuesQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { useAskAgainWhenGone } from '../../data/viewed.ts';
import { RowBones } from '../../ui/bones.tsx';
import { DownIcon, SearchIcon } from '../../ui/icons.tsx';
import { formatValue } from '../format.ts';
import styles from './filters.module.css';

type Props = { resource: string; field: Field; label: string; chosen: readonly Value[]; onChoose: (values: Value[]) => void };

export function ValueFilter({ resource, field, label, chosen, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const words =
    chosen.length === 0
      ? 'All'
      : chosen.length <= 2
        ? chosen.map((v) => formatValue(v, field)).join(', ')
        : `${chosen.length} chosen`;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={styles.chip}
          title={`${label}: ${words}`}
          data-set={chosen.length > 0 || undefined}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.name}>{label}</span>
          <span className={styles.value}>{words}</span>
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Values resource={resource} field={field} label={label} chosen={chosen} onChoose={onChoose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Values({ resource, field, label, chosen, onChoose }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 200);
  const values = useQuery(valuesQuery(resource, field.name, q.trim()));
  useAskAgainWhenGone(resource, values.error);
  // What was chosen when the list opened stands first, and stays where it is while one chooses.
  const [first] = useState(chosen);
  const offered = values.data?.values ?? [];
  const shown = q ? offered : [...first, ...offered.filter((value) => !first.includes(value))];
  const toggle = (value: Value) =>
    onChoose(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <div className={styles.panel}>
      <div className={styles.called}>{label}</div>
      <TextInput
        aria-label={`Find in ${label}`}
        placeholder={`Find in ${label}`}
        leftSection={<SearchIcon size={14} />}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <fieldset className={styles.list} style={{ border: 0, padding: 0 }} aria-label={label}>
        {values.isPending && <RowBones rows={5} />}
        {values.isError && <p role="alert">{sentenceOf(values.error)}</p>}
        {shown.map((value) => (
          <label key={JSON.stringify(value)} className={styles.item}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span title={formatValue(value, field)}>{formatValue(value, field)}</span>
          </label>
        ))}
        {values.data && shown.length === 0 && <p>Nothing here has “{q}” in it.</p>}
      </fieldset>
      <div className={styles.foot}>
        <span>{values.data?.more ? 'There are more: type to find them' : `${shown.length} values`}</span>
        {chosen.length > 0 && (
          <button type="button" className={styles.clear} onClick={() => onChoose([])}>
            Clear
          </button>
        )}
      </div>
    </div>
  );
}
