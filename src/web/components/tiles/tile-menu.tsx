// What can be done with one chart. What needs the chart itself is asked for when somebody looks, and not offered to those who
// have it through its dashboard alone.
import { Menu, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Ref, useState } from 'react';
import type { Resource, Result } from '#contract';
import { resourceQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { ChartIcon, DatasetIcon, DownloadIcon, ExpandIcon, EyeIcon, MoreIcon, SearchIcon, TableIcon } from '../../ui/icons.tsx';
import { say, sayFailed } from '../../ui/toast.ts';
import { cutInWords } from '../charts/cut.ts';
import type { Look } from '../charts/drawing.ts';
import { drawnFrom } from '../charts/drawn.ts';
import { count, formatAsOf, formatPeriod } from '../format.ts';
import styles from './frame.module.css';
import { saveAs } from './save-as.ts';

type Props = {
  title: string;
  look: Look;
  result: Result;
  /** Absent: this person takes no files from here. */
  csv?: (() => Promise<string>) | undefined;
  /** The chart itself, where this is a tile of something else. */
  chart?: string | undefined;
  onData: () => void;
  onFull: () => void;
  /** The chart itself, where this is its page. */
  itself?: Resource | undefined;
  onChart: (what: 'share' | 'rows' | 'query', chart: Resource) => void;
  button: Ref<HTMLButtonElement>;
};

export function TileMenu({ title, look, result, csv, chart, onData, onFull, itself: own, onChart, button }: Props) {
  const [opened, setOpened] = useState(false);
  const scheme = useComputedColorScheme('light');
  const itself = useQuery({ ...resourceQuery(chart ?? ''), enabled: opened && chart !== undefined, retry: false });
  const reached = itself.isSuccess ? itself.data : undefined;
  const known = own ?? reached;
  const canvas = opened && ['ring', 'painting', 'plot'].includes(drawnFrom(result, look)?.as ?? '');

  const takeCsv = async () => {
    if (!csv) return;
    try {
      saveAs(new Blob([await csv()], { type: 'text/csv' }), `${title}.csv`);
      say(`“${title}” is saved as a CSV file${result.more ? `: the first ${count(result.rows.length, 'row')}` : ''}.`);
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  const takePicture = async () => {
    try {
      const { pictureOf } = await import('../charts/picture.ts');
      const period = result.period ? `${formatPeriod(result.period.from, result.period.to)}. ` : '';
      const note = [`${period}Data as of ${formatAsOf(result.dataAsOf, new Date())}.`, cutInWords(result, look)].join(' ').trim();
      saveAs(await pictureOf({ result, look, title, note, scheme, size: { width: 960, height: 540 } }), `${title}.png`);
      say(`“${title}” is saved as a picture.`);
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };

  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={196}
      // It grows when the chart itself turns out to be reached, and must fit on the screen then too.
      preventPositionChangeWhenVisible={false}
    >
      <Menu.Target>
        <button
          ref={button}
          type="button"
          className={styles.tool}
          data-opened={opened || undefined}
          aria-label={`Menu of ${title}`}
        >
          <MoreIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={`Menu of ${title}`}>
        <Menu.Item leftSection={<TableIcon />} onClick={onData}>
          View data
        </Menu.Item>
        <Menu.Item leftSection={<ExpandIcon />} onClick={onFull}>
          Full screen
        </Menu.Item>
        {csv && (
          <Menu.Item leftSection={<DownloadIcon />} onClick={() => void takeCsv()}>
            Download CSV
          </Menu.Item>
        )}
        {canvas && (
          <Menu.Item leftSection={<DownloadIcon />} onClick={() => void takePicture()}>
            Download picture
          </Menu.Item>
        )}
        {known && <Menu.Divider />}
        {known?.behind && (
          <Menu.Item leftSection={<DatasetIcon />} onClick={() => onChart('rows', known)}>
            View rows
          </Menu.Item>
        )}
        {known && (
          <Menu.Item leftSection={<SearchIcon />} onClick={() => onChart('query', known)}>
            Show query
          </Menu.Item>
        )}
        {reached && (
          <>
            <Menu.Item
              className={styles.way}
              leftSection={<ChartIcon />}
              renderRoot={(item) => <Link {...item} to="/charts/$id" params={{ id: reached.id }} search={{}} />}
            >
              Open chart
            </Menu.Item>
            {reached.actions.includes('share') && (
              <Menu.Item leftSection={<EyeIcon />} onClick={() => onChart('share', reached)}>
                Share this chart
              </Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
