// Changing a dashboard: its title, and where its tiles are. What one has done is never lost to somebody else's save.
import 'react-grid-layout/css/styles.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import ReactGridLayout, { useContainerWidth, verticalCompactor } from 'react-grid-layout';
import { DashboardDefinition, type Part, type Resource, type Tile, type TimeRange } from '#contract';
import { api } from '../../data/api.ts';
import { resourceQuery, tileQuery } from '../../data/queries.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/toast.ts';
import { Chart } from '../charts/chart.tsx';
import styles from './edit-dashboard.module.css';
import { EditTile } from './edit-tile.tsx';
import { columns, moved, placesOf, putPlaces, without } from './layout.ts';

export default function EditDashboard({ resource, onDone }: { resource: Resource; onDone: () => void }) {
  const client = useQueryClient();
  // What one began with: later answers of the server don't touch what is being changed.
  const [began] = useState(resource);
  const definition = useMemo(() => DashboardDefinition.parse(began.definition), [began]);
  const [title, setTitle] = useState(began.title);
  const [tiles, setTiles] = useState<Tile[]>(definition.tiles);
  const { width, containerRef, mounted } = useContainerWidth();

  const save = useMutation({
    mutationFn: (version: number) =>
      api.updateResource({
        params: { resource: began.id },
        body: { ...(title.trim() !== began.title && { title: title.trim() }), definition: { ...definition, tiles } },
        ifMatch: version,
      }),
    onSuccess: (saved) => {
      client.setQueryData(resourceQuery(began.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['resource', began.id] });
      void client.invalidateQueries({ queryKey: ['resources'] });
      say(`“${saved.title}” is saved.`);
      onDone();
    },
  });
  const stale = hasCode(save.error, 'stale');
  const saveOver = async () => {
    const newest = await client.fetchQuery({ ...resourceQuery(began.id), staleTime: 0 });
    save.mutate(newest.version);
  };
  const partOf = (tile: Tile) => began.parts?.find((part) => part.tile === tile.id);
  const nameOf = (tile: Tile) => ('text' in tile ? 'Text' : (tile.title ?? partOf(tile)?.title ?? 'A chart'));

  return (
    <Page
      title={`Editing ${began.title}`}
      heading={
        <h1>
          <input
            className={styles.title}
            aria-label="Title"
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </h1>
      }
      actions={
        <>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button onClick={() => save.mutate(began.version)} loading={save.isPending} disabled={title.trim() === ''}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.messages}>
        {save.isError && stale && (
          <Inline look="sight">
            Somebody saved this dashboard while you were editing. Your changes are still here.
            <div className={styles.buttons}>
              <Button variant="default" onClick={onDone}>
                Drop mine, show theirs
              </Button>
              <Button onClick={() => void saveOver()}>Save mine over theirs</Button>
            </div>
          </Inline>
        )}
        {save.isError && !stale && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
        <p className={styles.hint}>
          Drag a tile by its head, its size by its corner; or use the arrow keys on its move button, with Shift for size.
        </p>
      </div>
      <div ref={containerRef} className={styles.grid}>
        {mounted && (
          <ReactGridLayout
            width={width}
            layout={placesOf(tiles)}
            gridConfig={{ cols: columns, rowHeight: 40, margin: [12, 12], containerPadding: [12, 0] }}
            dragConfig={{ enabled: true, handle: `.${styles.head}`, cancel: 'button' }}
            resizeConfig={{ enabled: true, handles: ['se'] }}
            compactor={verticalCompactor}
            onLayoutChange={(layout) => setTiles((old) => putPlaces(old, layout))}
          >
            {tiles.map((tile) => (
              <div key={tile.id} className={styles.tile}>
                <EditTile
                  tile={tile}
                  name={nameOf(tile)}
                  shown={<Shown dashboard={began.id} tile={tile} part={partOf(tile)} time={definition.time} />}
                  onMove={(by) => setTiles((old) => moved(old, tile.id, by))}
                  onRemove={() => setTiles((old) => without(old, tile.id))}
                  onText={(text) => setTiles((old) => old.map((other) => (other.id === tile.id ? { ...other, text } : other)))}
                />
              </div>
            ))}
          </ReactGridLayout>
        )}
      </div>
    </Page>
  );
}

/** What the tile draws, as it opens: nothing here is filtered. */
function Shown({
  dashboard,
  tile,
  part,
  time,
}: {
  dashboard: string;
  tile: Tile;
  part: Part | undefined;
  time: TimeRange | undefined;
}) {
  const runs = part?.state === 'runs';
  const answer = useQuery({ ...tileQuery(dashboard, tile.id, time ? { time } : {}), enabled: runs });
  if (!part || !runs) return 'This chart is not shown any more; take it off, or leave it for an editor who can see it.';
  if (answer.isError) return sentenceOf(answer.error);
  return (
    <div className={styles.chart} inert>
      {answer.data && <Chart result={answer.data} look={part} name={part.title} />}
    </div>
  );
}
