// Which numbers of a table are marked.
import { Button, NumberInput, Popover } from '@mantine/core';
import type { Field } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import type { Highlight } from '../charts/highlight.ts';
import styles from './builder.module.css';

type Props = { measures: readonly Field[]; rules: readonly Highlight[]; onChange: (rules: Highlight[]) => void };

export function Highlights({ measures, rules, onChange }: Props) {
  const set = (at: number, change: Partial<Highlight>) =>
    onChange(rules.map((rule, i) => (i === at ? { ...rule, ...change } : rule)));
  const limit = (value: string | number) => (typeof value === 'number' ? value : undefined);
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={420}>
      <Popover.Target>
        <Button variant="default">{rules.length > 0 ? `Marked numbers: ${rules.length}` : 'Mark numbers'}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Marked numbers">
        <div className={styles.rules}>
          {rules.map((rule, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
            <div key={at} className={styles.rule}>
              <Choose
                label="Measure"
                value={rule.field}
                options={measures.map(({ name, label }) => ({ value: name, label }))}
                onChoose={(field) => set(at, { field })}
                width={180}
              />
              <NumberInput
                aria-label="From"
                placeholder="from"
                value={rule.min ?? ''}
                onChange={(min) => set(at, { min: limit(min) })}
              />
              <NumberInput
                aria-label="To below"
                placeholder="below"
                value={rule.max ?? ''}
                onChange={(max) => set(at, { max: limit(max) })}
              />
              <Choose
                label="Marked as"
                value={rule.tone}
                options={[
                  { value: 'good', label: 'Good' },
                  { value: 'bad', label: 'Bad' },
                ]}
                onChoose={(tone) => set(at, { tone })}
                width={100}
              />
              <button
                type="button"
                className={styles.tool}
                aria-label="Take this rule away"
                onClick={() => onChange(rules.filter((_, i) => i !== at))}
              >
                <CloseIcon size={14} />
              </button>
            </div>
          ))}
          <Button
            variant="default"
            onClick={() => onChange([...rules, { field: measures[0]?.name ?? '', tone: 'good' }])}
            disabled={rules.length >= 20}
          >
            Add a rule
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
