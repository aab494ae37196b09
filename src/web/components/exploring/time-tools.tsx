// Over the charts: how fine the lines are, what is drawn apart, what is selected, and going into it and back.
import { Button, useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Grain } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { ZoomInIcon, ZoomOutIcon } from '../../ui/icons.tsx';
import { chartColours, lineOf } from '../charts/colours.ts';
import { compareInWords, timeInWords } from '../filters/chosen.ts';
import { formatValue } from '../format.ts';
import { type Exploring, zoomedIn } from './exploring.ts';
import styles from './time-tools.module.css';
import type { useQuestions } from './use-questions.ts';

const grainNames: Record<Grain, string> = {
  second: 'By second',
  minute: 'By minute',
  hour: 'By hour',
  day: 'By day',
  week: 'By week',
  month: 'By month',
  quarter: 'By quarter',
  year: 'By year',
};

type Props = {
  exploring: Exploring;
  questions: ReturnType<typeof useQuestions>;
  said: string;
  onZoomOut: () => void;
  beside: ReactNode;
};

export function TimeTools({ exploring, questions, said, onZoomOut, beside }: Props) {
  const { state, dimensions, time, set } = exploring;
  const { grain, grains, split, choices } = questions;
  const colours = chartColours[useComputedColorScheme('light')];
  const splitField = dimensions.find(({ name }) => name === state.split?.dimension);
  const back = state.back?.at(-1);
  return (
    <div className={styles.tools} role="toolbar" aria-label="What the charts show">
      {grains.length > 0 && (
        <Choose
          label="Points on the lines"
          value={grain}
          width={160}
          options={grains.map((one) => ({ value: one, label: grainNames[one] }))}
          onChoose={(one) => set({ grain: one })}
        />
      )}
      {beside}
      {time && (
        <Choose
          label="Values drawn apart"
          value={state.split?.dimension ?? ''}
          options={[
            { value: '', label: 'One line each' },
            ...dimensions.map(({ name, label }) => ({ value: name, label: `Apart by ${label}` })),
          ]}
          onChoose={(name) => set({ split: name ? { dimension: name } : undefined })}
        />
      )}
      {back && (
        <Button variant="default" leftSection={<ZoomOutIcon size={14} />} onClick={onZoomOut}>
          Zoom out to {timeInWords(back).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}
        </Button>
      )}
      {state.selected && (
        <span className={styles.selection}>
          <span role="status">{said}; the numbers and the values count this only.</span>
          <Button leftSection={<ZoomInIcon size={14} />} onClick={() => set(...zoomedIn(exploring))}>
            Zoom in
          </Button>
          <Button variant="subtle" onClick={() => set({ selected: undefined })}>
            Clear
          </Button>
        </span>
      )}
      {split && splitField ? (
        <ul className={styles.legend} aria-label={`Lines by ${splitField.label}`}>
          {split.values.map((value, at) => {
            const { color, dashed } = lineOf(colours, at);
            return (
              <li key={JSON.stringify(value)}>
                <span className={styles.line} style={{ borderTopColor: color }} data-dashed={dashed || undefined} />
                {formatValue(value, splitField)}
              </li>
            );
          })}
        </ul>
      ) : (
        choices.compare && (
          <ul className={styles.legend} aria-label="Lines">
            <li>
              <span className={styles.line} style={{ borderTopColor: colours.series[0] }} data-pale />
              {compareInWords(choices.compare).replace(/^./, (first) => first.toUpperCase())}
            </li>
          </ul>
        )
      )}
    </div>
  );
}
