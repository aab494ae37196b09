// What can be done with one part of an explore.
import { Menu } from '@mantine/core';
import { lazy, Suspense, startTransition, useContext, useRef, useState } from 'react';
import { ChartIcon, DownloadIcon, MoreIcon, TableIcon } from '../../ui/icons.tsx';
import { Explored } from './explored.ts';
import styles from './exploring.module.css';
import type { MakeChart } from './made.ts';

const SaveChart = lazy(() => import('./save-chart.tsx'));

type Props = {
  name: string;
  make: MakeChart;
  onTable?: (() => void) | undefined;
  /** Absent: this person takes no files from here. */
  onCsv?: (() => void) | undefined;
  /** Draws its values apart, or together again. */
  apart?: { on: boolean; toggle: () => void } | undefined;
};

export function PartMenu({ name, make, onTable, onCsv, apart }: Props) {
  const resource = useContext(Explored);
  const button = useRef<HTMLButtonElement>(null);
  const [saving, setSaving] = useState<{ made: ReturnType<MakeChart>; opened: boolean } | null>(null);
  return (
    <>
      <Menu position="bottom-end" width={212}>
        <Menu.Target>
          <button ref={button} type="button" className={styles.tool} aria-label={`Menu of ${name}`}>
            <MoreIcon />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label={`Menu of ${name}`}>
          {apart && (
            <Menu.Item leftSection={<ChartIcon />} onClick={apart.toggle}>
              {apart.on ? 'Draw one line again' : 'Draw its values apart'}
            </Menu.Item>
          )}
          {onTable && (
            <Menu.Item leftSection={<TableIcon />} onClick={onTable}>
              Show as a table
            </Menu.Item>
          )}
          {onCsv && (
            <Menu.Item leftSection={<DownloadIcon />} onClick={onCsv}>
              Download CSV
            </Menu.Item>
          )}
          <Menu.Item leftSection={<ChartIcon />} onClick={() => startTransition(() => setSaving({ made: make(), opened: true }))}>
            Save as chart
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {saving && resource && (
          <SaveChart
            // Another part, or the same one narrowed otherwise, is another chart.
            key={JSON.stringify(saving.made)}
            explore={resource}
            made={saving.made}
            opened={saving.opened}
            onClose={() => {
              setSaving({ ...saving, opened: false });
              button.current?.focus({ preventScroll: true });
            }}
          />
        )}
      </Suspense>
    </>
  );
}
