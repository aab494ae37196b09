// Which measures have a line: all of them, while no more are there than one answer holds.
import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '#contract';
import { DownIcon } from '../../ui/icons.tsx';
import filters from '../filters/filters.module.css';
import { mostMeasures } from './asking.ts';

type Props = { measures: readonly Field[]; drawn: readonly Field[]; onChoose: (drawn: string[] | undefined) => void };

export function MeasuresFilter({ measures, drawn, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  if (measures.length < 2) return null;
  const all = drawn.length === measures.length;
  const toggle = (field: Field) => {
    const after = measures.filter((one) => (one === field) !== drawn.includes(one)).map(({ name }) => name);
    onChoose(after.length === measures.length ? undefined : after);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={filters.chip} data-set={!all || undefined} onClick={() => setOpen(!open)}>
          <span className={filters.name}>Measures</span>
          <span className={filters.value}>{all ? `all ${measures.length}` : `${drawn.length} of ${measures.length}`}</span>
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Measures that are shown">
        <div className={filters.panel}>
          <fieldset className={filters.list} style={{ border: 0, padding: 0 }} aria-label="Measures that are shown">
            {measures.map((field) => (
              <label key={field.name} className={filters.item}>
                <input
                  type="checkbox"
                  checked={drawn.includes(field)}
                  disabled={drawn.includes(field) ? drawn.length === 1 : drawn.length >= mostMeasures}
                  onChange={() => toggle(field)}
                />
                <span title={field.description ?? field.label}>{field.label}</span>
              </label>
            ))}
          </fieldset>
          {measures.length > mostMeasures && <div className={filters.foot}>At most {mostMeasures} at a time.</div>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
