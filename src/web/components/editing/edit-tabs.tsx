// The pages of a dashboard while it is changed: named, added and taken away.
import { Button } from '@mantine/core';
import type { DefinitionOf } from '#contract';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import styles from './edit-dashboard.module.css';

type Props = {
  tabs: NonNullable<DefinitionOf<'dashboard'>['tabs']>;
  tab: string | undefined;
  onTab: (id: string) => void;
  onRename: (id: string, title: string) => void;
  onAdd: () => void;
  onRemove: (id: string) => void;
};

export const EditTabs = ({ tabs, tab, onTab, onRename, onAdd, onRemove }: Props) => (
  <div className={styles.tabs}>
    {tabs.map(({ id, title }) => (
      <span key={id} className={styles.tab} data-chosen={id === tab || undefined}>
        {id === tab ? (
          <input
            aria-label="Name of the tab"
            value={title}
            maxLength={200}
            size={Math.max(6, title.length)}
            onChange={(event) => onRename(id, event.currentTarget.value)}
          />
        ) : (
          <button type="button" onClick={() => onTab(id)}>
            {title}
          </button>
        )}
        {id === tab && (
          <button type="button" className={styles.tool} aria-label={`Take the tab “${title}” away`} onClick={() => onRemove(id)}>
            <CloseIcon size={12} />
          </button>
        )}
      </span>
    ))}
    {tabs.length < 20 && (
      <Button variant="subtle" leftSection={<PlusIcon size={14} />} onClick={onAdd}>
        {tabs.length === 0 ? 'Use tabs' : 'Add a tab'}
      </Button>
    )}
  </div>
);
