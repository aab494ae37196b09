// Things as rows: what it is, where it is, what one may do with it, who edits it, who else finds it. However many there are,
// only those near the screen are drawn.
import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ResourceItem } from '#contract';
import { DownIcon, UpIcon } from '../ui/icons.tsx';
import { ResourceRow } from './resource-row.tsx';
import styles from './resource-table.module.css';
import { allOr, extended, nothing, type Selection, toggled } from './selection.ts';

export type Sort = 'updated' | 'name';

type Props = {
  items: readonly ResourceItem[];
  label: string;
  /** Turns a title into a way there; rows don't know the pages. */
  link: (item: ResourceItem, children: ReactNode, className: string | undefined) => ReactNode;
  /** The same for its project; absent where all are of one. */
  project?: ((item: ResourceItem) => ReactNode) | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** Whether there is more than `items`, and how to get it. */
  hasMore: boolean;
  onMore: () => void;
};

/** How far from the last row the next page is asked for. */
const ahead = 30;

export function ResourceTable(props: Props) {
  const { items, label, link, project, sort, onSort, selection, onSelect, hasMore, onMore } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const coarse = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => (coarse ? 44 : 36),
    overscan: 12,
    scrollMargin: top,
    getItemKey: (at) => items[at]?.id ?? at,
  });
  useLayoutEffect(() => {
    const measured = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    setTop(Math.round(measured));
  }, []);

  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= items.length - ahead) onMore();
  }, [hasMore, last, items.length, onMore]);

  const order = useMemo(() => items.map(({ id }) => id), [items]);
  const choose = (id: string, range: boolean) => onSelect(range ? extended(selection, id, order) : toggled(selection, id));
  const some = selection.ids.size > 0;
  const all = some && order.every((id) => selection.ids.has(id));

  // Up and down from box to box; with Shift what is passed is chosen.
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    if (event.key === 'Escape' && some) return onSelect(nothing);
    const from = (event.target as HTMLElement).closest<HTMLTableRowElement>('tr[data-index]');
    if (!from || !(event.target instanceof HTMLInputElement)) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      return onSelect({ ids: new Set(order), anchor: null });
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const at = Number(from.dataset.index);
    const next = items[at + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    if (event.shiftKey)
      onSelect(extended(selection.anchor ? selection : toggled(selection, items[at]?.id ?? ''), next.id, order));
    body.current?.querySelector<HTMLInputElement>(`tr[data-index="${at + step}"] input`)?.focus();
  };

  const before = (drawn[0]?.start ?? top) - top;
  const after = rows.getTotalSize() - ((drawn.at(-1)?.end ?? top) - top);
  const now = new Date();
  return (
    <table className={styles.table} aria-label={label} aria-rowcount={hasMore ? -1 : items.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className={styles.box}>
            <input
              type="checkbox"
              aria-label={all ? 'Select none' : `Select all ${items.length} shown`}
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = some && !all;
              }}
              onChange={() => onSelect(allOr(selection, order))}
            />
          </th>
          <th scope="col" className={styles.star}>
            <span className={styles.said}>Favourite</span>
          </th>
          <SortHead title="Title" by="name" sort={sort} onSort={onSort} />
          {project && (
            <th scope="col" className={styles.project}>
              Project
            </th>
          )}
          <th scope="col" className={styles.level}>
            You
          </th>
          <th scope="col" className={styles.editors}>
            Editors
          </th>
          <th scope="col" className={styles.access}>
            General access
          </th>
          <SortHead title="Updated" by="updated" sort={sort} onSort={onSort} className={styles.updated} />
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {before > 0 && <Gap height={before} />}
        {drawn.map(({ index }) => {
          const item = items[index];
          if (!item) return null;
          return (
            <ResourceRow
              key={item.id}
              item={item}
              index={index}
              link={link}
              project={project}
              chosen={selection.ids.has(item.id)}
              onChoose={(range) => choose(item.id, range)}
              now={now}
            />
          );
        })}
        {after > 0 && <Gap height={after} />}
      </tbody>
    </table>
  );
}

/** As high as the rows that aren't drawn. */
const Gap = ({ height }: { height: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row is nothing that takes the focus
  <tr aria-hidden="true" className={styles.gap} style={{ height }}>
    <td />
  </tr>
);

type HeadProps = { title: string; by: Sort; sort: Sort; onSort: (sort: Sort) => void; className?: string | undefined };

const SortHead = ({ title, by, sort, onSort, className }: HeadProps) => {
  const active = sort === by;
  return (
    <th scope="col" className={className} aria-sort={active ? (by === 'name' ? 'ascending' : 'descending') : undefined}>
      <button
        type="button"
        className={styles.sort}
        title={by === 'name' ? 'By the names things have in files and commands' : 'Last changed first'}
        onClick={() => onSort(by)}
      >
        {title}
        {active && (by === 'name' ? <UpIcon size={12} /> : <DownIcon size={12} />)}
      </button>
    </th>
  );
};
