// Things as rows: what it is, where it is, what one may do with it, who edits it, who else finds it.
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Kind, ResourceItem } from '#contract';
import { ChartIcon, DashboardIcon, DatasetIcon, ExploreIcon } from '../ui/icons.tsx';
import { Faces } from './access/faces.tsx';
import { canDo } from './access/words.ts';
import { formatAgo, listing } from './format.ts';
import styles from './resource-table.module.css';

export const kindIcon: Partial<Record<Kind, ReactNode>> = {
  dashboard: <DashboardIcon />,
  explore: <ExploreIcon />,
  chart: <ChartIcon />,
  dataset: <DatasetIcon />,
};

type Props = {
  items: readonly ResourceItem[];
  label: string;
  /** Turns a title into a way there; rows don't know the pages. */
  link: (item: ResourceItem, children: ReactNode, className: string | undefined) => ReactNode;
  /** The same for its project. */
  project: (item: ResourceItem) => ReactNode;
};

export function ResourceTable({ items, label, link, project }: Props) {
  const now = new Date();
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col" className={styles.project}>
            Project
          </th>
          <th scope="col" className={styles.level}>
            You
          </th>
          <th scope="col" className={styles.editors}>
            Editors
          </th>
          <th scope="col" className={styles.access}>
            General access
          </th>
          <th scope="col" className={styles.updated}>
            Updated
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
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
            <td className={`${styles.project} ${styles.quiet}`} title={item.project.title}>
              {project(item)}
            </td>
            <td className={styles.level}>{canDo[item.level]}</td>
            <td className={styles.editors}>
              {item.editors.length > 0 && (
                <Tooltip
                  label={listing(
                    item.editors.map((editor) => editor.label),
                    5,
                  )}
                >
                  <span
                    role="img"
                    aria-label={listing(
                      item.editors.map((editor) => editor.label),
                      5,
                    )}
                  >
                    <Faces subjects={item.editors} />
                  </span>
                </Tooltip>
              )}
            </td>
            <td className={`${styles.access} ${styles.quiet}`}>
              {item.generalAccess === 'project' ? `Everyone in ${item.project.title}` : 'Only people added'}
            </td>
            <td className={`${styles.updated} ${styles.quiet}`}>{formatAgo(item.updatedAt, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
