// One of whatever can be found: typed, and picked from what the server offers.
import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { listQuery, subjectsQuery } from '../../data/queries.ts';
import { groupsFoundQuery } from '../../data/reviews.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { kindIcon } from '../kind-icon.tsx';
import { Face } from '../sharing/faces.tsx';
import box from '../sharing/people-box.module.css';
import styles from './auditing.module.css';

type Picking = {
  label: string;
  placeholder: string;
  /** What is chosen, by name; absent where nothing is. */
  chosen: string | undefined;
  autoFocus?: boolean;
  onChoose: (id: string | undefined) => void;
};
type Offer = { id: string; label: string; detail: string; icon: ReactNode };

export function PickSomebody({ groupsOnly, ...props }: Picking & { groupsOnly?: boolean }) {
  const [q, setQ] = useState('');
  const [later] = useDebouncedValue(q.trim(), 200);
  const found = useQuery(groupsOnly ? groupsFoundQuery(later) : subjectsQuery(later));
  const offers = (found.data?.items ?? []).map((subject) => ({
    id: subject.id,
    label: subject.label,
    detail: subject.detail,
    icon: <Face subject={subject} />,
  }));
  return <Pick {...props} offers={found.data && offers} q={later} onType={setQ} />;
}

const everything = 'dashboard,explore,chart,dataset,project,alert,report,source,rule';
const things = 'dashboard,explore,chart,dataset,alert,report';

/** `editable`: of things inside projects those that one can edit, whose access one may read. */
export function PickThing({ editable, ...props }: Picking & { editable?: boolean }) {
  const [q, setQ] = useState('');
  const [later] = useDebouncedValue(q.trim(), 200);
  const found = useInfiniteQuery(
    listQuery({ ...(editable ? { kind: things, level: 'editor' } : { kind: everything }), for: 'all', q: later }, 8),
  );
  const offers = (found.data?.pages[0]?.items ?? []).map(({ id, kind, title, project }) => ({
    id,
    label: title,
    detail: kind === 'project' ? 'Project' : project.title,
    icon: kindIcon[kind] ?? <span />,
  }));
  return <Pick {...props} offers={found.data && offers} q={later} onType={setQ} />;
}

function Pick({
  label,
  placeholder,
  chosen,
  autoFocus,
  onChoose,
  offers,
  q,
  onType,
}: Picking & { offers: readonly Offer[] | undefined; q: string; onType: (q: string) => void }) {
  const id = useId();
  // Null: not being typed in, so what is chosen stands there.
  const [text, setText] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const leave = () => {
    setText(null);
    onType('');
    combobox.closeDropdown();
  };
  return (
    <div className={styles.pick}>
      <label htmlFor={id}>{label}</label>
      <Combobox
        store={combobox}
        onOptionSubmit={(value) => {
          leave();
          onChoose(value);
        }}
      >
        <Combobox.Target withExpandedAttribute>
          <input
            id={id}
            className={styles.input}
            // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
            autoFocus={autoFocus}
            placeholder={placeholder}
            autoComplete="off"
            spellCheck={false}
            value={text ?? chosen ?? ''}
            onChange={(event) => {
              setText(event.currentTarget.value);
              onType(event.currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
            }}
            onFocus={(event) => event.currentTarget.select()}
            onClick={() => combobox.openDropdown()}
            onBlur={leave}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!offers}>
          <Combobox.Options aria-label={label} style={{ maxHeight: 280, overflowY: 'auto' }}>
            {offers?.map((offer) => (
              <Combobox.Option key={offer.id} value={offer.id}>
                <span className={box.option}>
                  {offer.icon}
                  <span className={box.name}>{offer.label}</span>
                  <span className={box.detail}>{offer.detail}</span>
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
          {offers?.length === 0 && <div className={box.none}>Nothing you can find is called “{q}”.</div>}
        </Combobox.Dropdown>
      </Combobox>
      {chosen !== undefined && (
        <button type="button" className={styles.clear} aria-label={`Leave out ${chosen}`} onClick={() => onChoose(undefined)}>
          <CloseIcon size={12} />
        </button>
      )}
    </div>
  );
}
