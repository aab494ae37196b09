import { TextInput } from '@mantine/core';
import { SearchIcon } from './icons.tsx';

type Props = { value: string; onChange: (value: string) => void; label?: string; placeholder?: string; autoFocus?: boolean };

export const SearchBox = ({ value, onChange, label = 'Search', placeholder = 'Search', autoFocus }: Props) => (
  <TextInput
    type="search"
    role="searchbox"
    aria-label={label}
    placeholder={placeholder}
    value={value}
    data-autofocus={autoFocus || undefined}
    leftSection={<SearchIcon size={14} />}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
