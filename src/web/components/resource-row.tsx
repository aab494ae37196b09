import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ResourceItem } from '#contract';
import { formatAgo, listing } from './format.ts';
import { kindIcon } from './kind-icon.tsx';
import styles from './resource-table.module.css';
import { Faces } from './sharing/faces.tsx';
import { canDo } from './sharing/words.ts';
import { Star } from './star.tsx';

type Props = {
  item: ResourceItem;
  index: number;
  link: (item: ResourceItem, children: ReactNode, className: string | undefined) => ReactNode;
  project?: ((item: ResourceItem) => ReactNode) | undefined;
  chosen: boolean;
  /** `range`: from the last one that was chosen. */
  onChoose: (range: boolean) => void;
  now: Date;
};

export function ResourceRow({ item, index, link, project, chosen, onChoose, now }: Props) {
  const found = item.generalAccess === 'project' ? `Everyone in ${item.project.title}` : 'Only people added';
  return (
    <tr data-index={index} aria-rowindex={index + 2} data-chosen={chosen || undefined}>
      <td className={styles.box}>
        <input
          type="checkbox"
          aria-label={`Select ${item.title}`}
          checked={chosen}
          onChange={(event) => onChoose((event.nativeEvent as MouseEvent).shiftKey)}
        />
      </td>
      <td className={styles.star}>
        <Star item={item} />
      </td>
      <td title={item.title}>
        {link(
          item,
          <>
            {kindIcon[item.kind]}
            {item.title}
          </>,
          styles.title,
        )}
      </td>
      {project && (
        <td className={`${styles.project} ${styles.quiet}`} title={item.project.title}>
          {project(item)}
        </td>
      )}
      <td className={styles.level}>{canDo[item.level]}</td>
      <td className={styles.editors}>
        <Editors item={item} />
      </td>
      <td className={`${styles.access} ${styles.quiet}`} title={found}>
        {found}
      </td>
      <td className={`${styles.updated} ${styles.quiet}`}>{formatAgo(item.updatedAt, now)}</td>
    </tr>
  );
}

function Editors({ item: { editors } }: { item: ResourceItem }) {
  if (editors.length === 0) return null;
  const names = listing(
    editors.map((editor) => editor.label),
    5,
  );
  return (
    <Tooltip label={names}>
      <span role="img" aria-label={names}>
        <Faces subjects={editors} />
      </span>
    </Tooltip>
  );
}
