// How old what one sees is, and asking again: by hand, or every few minutes while somebody looks.
import { Menu } from '@mantine/core';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CheckIcon, DownIcon, RefreshIcon } from '../../ui/icons.tsx';
import { formatAsOf } from '../format.ts';
import styles from './freshness.module.css';
import { type Every, everyOf, readEvery, useEvery } from './use-every.ts';

type Props = {
  dashboard: string;
  /** Of what is on the page, to the minute; more than one is said at each tile. */
  asOf: readonly string[];
  every: Every;
  onEvery: (every: Every) => void;
};

export function Freshness({ dashboard, asOf, every, onEvery }: Props) {
  const client = useQueryClient();
  const tiles = ['tile', dashboard];
  const asking = useIsFetching({ queryKey: tiles }) > 0;
  const [asked, setAsked] = useState<Date | null>(null);
  const refresh = () => {
    void client.refetchQueries({ queryKey: tiles, type: 'active' }).then(() => setAsked(new Date()));
    void client.invalidateQueries({ queryKey: ['resource', dashboard], exact: true });
  };
  useEvery(everyOf(every), refresh);
  const clock = (date: Date) => formatAsOf(date.toISOString(), new Date());
  return (
    <div className={styles.fresh}>
      {asOf.length === 1 && asOf[0] && (
        <span className={styles.words}>
          Data as of {formatAsOf(asOf[0], new Date())}
          {asked && <span className={styles.asked}>, asked {clock(asked)}</span>}
        </span>
      )}
      <button
        type="button"
        className={styles.button}
        // It stays where the focus is, so it isn't switched off meanwhile.
        aria-disabled={asking}
        data-asking={asking || undefined}
        onClick={() => !asking && refresh()}
        title={asked ? `Asked at ${clock(asked)}` : 'Ask for all of this again'}
      >
        <RefreshIcon size={14} />
        Refresh
      </button>
      <Menu position="bottom-end" width={184}>
        <Menu.Target>
          <button
            type="button"
            className={styles.button}
            data-set={every !== 'off' || undefined}
            aria-label={`Auto-refresh: ${words[every]}`}
          >
            {every !== 'off' && <span>{short[every]}</span>}
            <DownIcon size={12} />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Auto-refresh">
          <Menu.RadioGroup value={every} onChange={(one) => onEvery(readEvery(one))}>
            {(Object.keys(words) as Every[]).map((one) => (
              <Menu.RadioItem key={one} value={one} closeMenuOnClick checkIcon={<CheckIcon size={14} />}>
                {one === 'off' ? 'Only by hand' : `Every ${words[one]}`}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      <span role="status" className={styles.unseen}>
        {asked && !asking && `Asked again at ${clock(asked)}.`}
      </span>
    </div>
  );
}

const words: Record<Every, string> = { off: 'off', '1m': 'minute', '5m': '5 minutes', '15m': '15 minutes' };
const short: Record<Every, string> = { off: '', '1m': '1 min', '5m': '5 min', '15m': '15 min' };
