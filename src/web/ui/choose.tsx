// One of a few: a button that opens a list. Arrow keys open and move, Enter takes, Escape leaves.
import { Combobox, useCombobox } from '@mantine/core';
import styles from './choose.module.css';
import { CheckIcon, DownIcon } from './icons.tsx';

export type Option<Value extends string> = { value: Value; label: string; detail?: string; bad?: boolean };
type Props<Value extends string> = {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
  /** Without an edge until it is pointed at: for rows. */
  quiet?: boolean;
  disabled?: boolean;
  width?: number;
};

export function Choose<Value extends string>(props: Props<Value>) {
  const box = useCombobox({
    onDropdownClose: () => box.resetSelectedOption(),
    onDropdownOpen: () => box.selectActiveOption(),
  });
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <Combobox
      store={box}
      width={props.width ?? 220}
      position="bottom-end"
      middlewares={{ shift: { padding: 8 }, flip: true }}
      onOptionSubmit={(value) => {
        box.closeDropdown();
        const option = props.options.find((candidate) => candidate.value === value);
        if (option && option.value !== props.value) props.onChoose(option.value);
      }}
    >
      <Combobox.Target targetType="button" withExpandedAttribute>
        <button
          type="button"
          className={styles.button}
          data-quiet={props.quiet || undefined}
          aria-label={props.label}
          disabled={props.disabled}
          onClick={() => box.toggleDropdown()}
          onBlur={() => box.closeDropdown()}
        >
          <span className={styles.text} title={chosen?.label}>
            {chosen?.label ?? ''}
          </span>
          <DownIcon size={12} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={props.label}>
          {props.options.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={option.value === props.value}>
              <span className={styles.option}>
                <span className={option.bad ? styles.bad : undefined}>{option.label}</span>
                {option.value === props.value && <CheckIcon size={14} />}
                {option.detail && <span className={styles.detail}>{option.detail}</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
