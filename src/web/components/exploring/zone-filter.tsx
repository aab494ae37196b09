// In which zone times are read. It is always said: a day isn't the same day everywhere.
import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { organizationQuery } from '../../data/queries.ts';
import { CheckIcon, DownIcon } from '../../ui/icons.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import filters from '../filters/filters.module.css';

type Props = { zone: string | undefined; onChoose: (zone: string | undefined) => void };
const mostShown = 50;

export function ZoneFilter({ zone, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const organization = useQuery(organizationQuery);
  const usual = organization.data?.timeZone;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const wanted = text.trim().toLowerCase().replaceAll(' ', '_');
  const found = wanted ? all.filter((name) => name.toLowerCase().includes(wanted)).slice(0, mostShown) : [];
  const usually: { name: string; about: string; zone: string | undefined }[] = [
    ...(usual ? [{ name: usual, about: 'the organization’s', zone: undefined }] : []),
    ...(here !== usual ? [{ name: here, about: 'this browser’s', zone: here }] : []),
    ...(usual !== 'UTC' && here !== 'UTC' ? [{ name: 'UTC', about: '', zone: 'UTC' }] : []),
  ];
  const offered = wanted ? found.map((name) => ({ name, about: '', zone: name === usual ? undefined : name })) : usually;
  const choose = (to: string | undefined) => {
    onChoose(to);
    setText('');
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={filters.chip} data-set={zone ? true : undefined} onClick={() => setOpen(!open)}>
          <span className={filters.name}>Time zone</span>
          <span className={filters.value}>{(zone ?? usual ?? '').replaceAll('_', ' ')}</span>
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Time zone">
        <div className={filters.panel}>
          <SearchBox value={text} onChange={setText} label="Find a time zone" placeholder="Find a time zone" autoFocus />
          <div className={filters.list}>
            {offered.map((one) => (
              <button
                key={one.name}
                type="button"
                className={filters.preset}
                style={{ margin: 0 }}
                aria-pressed={one.zone === zone}
                onClick={() => choose(one.zone)}
              >
                <span>
                  {one.name.replaceAll('_', ' ')} {one.about && <span className={filters.name}>{one.about}</span>}
                </span>
                {one.zone === zone && <CheckIcon size={14} />}
              </button>
            ))}
          </div>
          {wanted && found.length === 0 && <p className={filters.foot}>No zone is called that.</p>}
          <div className={filters.foot}>Dates without a time of day stay as they are.</div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
