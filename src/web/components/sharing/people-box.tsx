// Whom to share with: typed, picked from what the server offers, or pasted as a list of addresses.
import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Subject } from '#contract';
import { api } from '../../data/api.ts';
import { pickerQuery } from '../../data/queries.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { listing, people } from '../format.ts';
import { Face } from './faces.tsx';
import { isAddress, isNewcomer, newcomer } from './newcomers.ts';
import styles from './people-box.module.css';

type Props = {
  /** For what they are picked; absent: for several things, so nobody is left out for having it already. */
  resource?: string;
  picked: readonly Subject[];
  onPick: (picked: Subject[]) => void;
  /** Why somebody offered can't be picked: they have it already. */
  already: (subject: Subject) => string | undefined;
  /** Ids of those whom the server refused. */
  refused: ReadonlySet<string>;
  /** Whether an address that nobody here has can be invited. */
  mayInvite: boolean;
  onSubmit: () => void;
};

export function PeopleBox({ resource, picked, onPick, already, refused, mayInvite, onSubmit }: Props) {
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [q] = useDebouncedValue(text.trim(), 200);
  const offered = useQuery({ ...pickerQuery(resource, q), enabled: box.dropdownOpened });
  const shown = (offered.data?.items ?? []).filter((subject) => !picked.some(({ id }) => id === subject.id));
  const answered = offered.data !== undefined && !offered.isPlaceholderData && q === text.trim();
  const unheardOf = mayInvite && answered && isAddress(q) && ![...shown, ...picked].some((subject) => hasAddress(subject, q));
  const offers = unheardOf ? [...shown, newcomer(q)] : shown;

  const pick = (subject: Subject) => {
    onPick([...picked, subject]);
    setText('');
    setUnknown([]);
    // What comes of it stands below; typing opens the list again.
    box.closeDropdown();
    input.current?.focus();
  };
  const drop = (subject: Subject) => {
    onPick(picked.filter(({ id }) => id !== subject.id));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Backspace' && text === '' && picked.length > 0) onPick(picked.slice(0, -1));
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
    }
    // The picker closes first; the dialog only at the next Escape.
    if (event.key === 'Escape' && box.dropdownOpened) event.stopPropagation();
  };
  const onPaste = async (event: ClipboardEvent<HTMLInputElement>) => {
    const addresses = addressesIn(event.clipboardData.getData('text'));
    if (addresses.length < 2) return;
    event.preventDefault();
    const found = await Promise.all(addresses.map((address) => findByAddress(resource, address)));
    const unheardOf = addresses.filter((address, i) => found[i] === undefined && !already(newcomer(address)));
    const news = [...found.filter((subject) => subject !== undefined), ...(mayInvite ? unheardOf.map(newcomer) : [])];
    onPick([...picked, ...news.filter((subject) => !already(subject) && !picked.some(({ id }) => id === subject.id))]);
    setUnknown(mayInvite ? [] : unheardOf);
  };

  return (
    <>
      <Combobox
        store={box}
        onOptionSubmit={(id) => {
          const subject = offers.find((candidate) => candidate.id === id);
          if (subject) pick(subject);
        }}
      >
        <Combobox.DropdownTarget>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the field is meant for the field, which keys reach by themselves */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
          <div className={styles.box} data-bad={refused.size > 0 || undefined} onClick={() => input.current?.focus()}>
            {picked.map((subject) => (
              <span key={subject.id} className={styles.chip} data-bad={refused.has(subject.id) || undefined}>
                <span>{isNewcomer(subject) ? `${subject.label} (invite)` : subject.label}</span>
                <button
                  type="button"
                  className={styles.drop}
                  aria-label={`Leave out ${subject.label}`}
                  onClick={() => drop(subject)}
                >
                  <CloseIcon size={12} />
                </button>
              </span>
            ))}
            <Combobox.EventsTarget withExpandedAttribute>
              <input
                ref={input}
                className={styles.input}
                aria-label="Add people, groups or e-mail addresses"
                placeholder={picked.length === 0 ? 'Add people, groups or e-mail addresses' : ''}
                autoComplete="off"
                spellCheck={false}
                data-autofocus
                value={text}
                onChange={(event) => {
                  setText(event.currentTarget.value);
                  box.openDropdown();
                  box.updateSelectedOptionIndex();
                }}
                onClick={() => box.openDropdown()}
                onBlur={() => box.closeDropdown()}
                onKeyDown={onKeyDown}
                onPaste={(event) => void onPaste(event)}
              />
            </Combobox.EventsTarget>
          </div>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown hidden={offered.isPending}>
          <Combobox.Options aria-label="People and groups" style={{ maxHeight: 280, overflowY: 'auto' }}>
            {offers.map((subject) => {
              const why = already(subject);
              return (
                <Combobox.Option key={subject.id} value={subject.id} disabled={why !== undefined}>
                  <span className={styles.option}>
                    <Face subject={subject} />
                    <span className={styles.name}>
                      {isNewcomer(subject) && !why ? `${subject.label}: Invite` : subject.label}
                    </span>
                    <span className={styles.detail}>
                      {why ?? (isNewcomer(subject) ? 'Nobody here has this address yet' : detailOf(subject))}
                    </span>
                  </span>
                </Combobox.Option>
              );
            })}
          </Combobox.Options>
          {offered.data && offers.length === 0 && <div className={styles.none}>{nobody(q)}</div>}
        </Combobox.Dropdown>
      </Combobox>
      {unknown.length > 0 && <p role="status">{nobody(listing(unknown))}</p>}
    </>
  );
}

const detailOf = (subject: Subject): string => {
  const size = subject.members === undefined ? '' : people(subject.members);
  const kind =
    subject.kind === 'role' ? 'Role' : subject.userKind === 'guest' ? 'Guest' : subject.status === 'invited' ? 'Invited' : '';
  return [...new Set([kind, subject.detail || size])].filter(Boolean).join(', ');
};

const nobody = (q: string) =>
  q.includes('@')
    ? `Nobody here has the address ${q}. Ask an administrator to add them.`
    : q
      ? `Nobody here is called “${q}”.`
      : 'Everybody whom you can find has access already.';

const hasAddress = (subject: Subject, address: string) => subject.detail.toLowerCase() === address.toLowerCase();

const addressesIn = (text: string) =>
  [...new Set(text.split(/[\s,;<>"]+/).filter((word) => /^[^@]+@[^@]+$/.test(word)))].slice(0, 50);

async function findByAddress(resource: string | undefined, address: string): Promise<Subject | undefined> {
  const { items } = await api.findSubjects({ query: { for: resource, q: address, limit: 5 } });
  return items.find((subject) => hasAddress(subject, address));
}
