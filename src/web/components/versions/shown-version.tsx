// One version: a dashboard as a plan of its tiles, anything else as what it changed.
import { useQueries, useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { DashboardDefinition, type DefinitionOf, type Resource, type Tile } from '#contract';
import { resourceQuery, versionQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed } from '../../ui/note.tsx';
import { onTab } from '../editing/editing.ts';
import { timeInWords } from '../filters/chosen.ts';
import { Changed } from './changed.tsx';
import styles from './versions.module.css';

type Props = {
  resource: Resource;
  version: number;
  /** The one before it, as far as they are kept. */
  earlier: number | undefined;
};

export function ShownVersion({ resource, version, earlier }: Props) {
  const found = useQuery(versionQuery(resource.id, version));
  if (found.isPending) return <RowBones rows={4} />;
  if (found.isError) return <Failed onRetry={() => void found.refetch()}>{sentenceOf(found.error)}</Failed>;
  const { title, definition } = found.data;
  const board = resource.kind === 'dashboard' ? DashboardDefinition.safeParse(definition).data : undefined;
  return (
    <>
      <h3>{title}</h3>
      {typeof definition.description === 'string' && <p className={styles.quiet}>{definition.description}</p>}
      {board ? (
        <Plan board={board} resource={resource} />
      ) : (
        <>
          {earlier === undefined ? (
            <p className={styles.quiet}>It is the oldest that is kept.</p>
          ) : (
            <Changed resource={resource} definition={definition} earlier={earlier} />
          )}
          <details>
            <summary>As it is written</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre className={styles.written} tabIndex={0}>
              {JSON.stringify(definition, null, 2)}
            </pre>
          </details>
        </>
      )}
    </>
  );
}

function Plan({ board, resource }: { board: DefinitionOf<'dashboard'>; resource: Resource }) {
  const gone = useGone(board, resource);
  const pages = board.tabs && board.tabs.length > 1 ? board.tabs : [undefined];
  const filters = board.filters.map(
    ({ name, label }) => label ?? resource.fields?.find((field) => field.name === name)?.label ?? name,
  );
  const said = [
    board.time && `Opens with: ${timeInWords(board.time)}`,
    filters.length > 0 && `Filters: ${filters.join(', ')}`,
  ].filter(Boolean);
  return (
    <>
      {said.length > 0 && <p className={styles.quiet}>{said.join('. ')}.</p>}
      {pages.map((page) => {
        const tiles = onTab(board.tiles, board.tabs, page?.id);
        return (
          <div key={page?.id ?? ''}>
            {page && <h4 className={styles.page}>{page.title}</h4>}
            {tiles.length === 0 && <p className={styles.quiet}>Nothing on it.</p>}
            <ul className={styles.plan}>
              {tiles.map((tile) => (
                <li key={tile.id} className={styles.tile} style={placeOf(tile)} title={nameOf(tile, resource, gone)}>
                  {nameOf(tile, resource, gone)}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

const placeOf = (tile: Tile): CSSProperties => ({
  gridColumn: `${tile.x + 1} / span ${Math.min(tile.w, 12 - tile.x)}`,
  gridRow: `${tile.y + 1} / span ${tile.h}`,
});

/** As a tile calls itself, as the chart is called that is on it now, or as the chart is called in itself where one may see it. */
const nameOf = (tile: Tile, { parts }: Resource, gone: ReadonlyMap<string, string>): string => {
  if ('text' in tile)
    return (
      tile.text
        .replace(/[#*_`]/g, '')
        .trim()
        .slice(0, 80) || 'Text'
    );
  return tile.title ?? parts?.find((part) => part.tile === tile.id)?.title ?? gone.get(tile.chart) ?? 'A chart';
};

const useGone = ({ tiles }: DefinitionOf<'dashboard'>, { parts }: Resource): ReadonlyMap<string, string> => {
  const charts = tiles.flatMap((tile) =>
    'chart' in tile && !tile.title && !parts?.some((part) => part.tile === tile.id) ? [tile.chart] : [],
  );
  return useQueries({
    queries: [...new Set(charts)].map((chart) => ({ ...resourceQuery(chart), retry: false, staleTime: 60_000 })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.id, data.title] as const] : []))),
  });
};
