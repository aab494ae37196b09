// Changing a dashboard: tiles, tabs, filters, title. What one has done is never lost to somebody else's save, nor to a
// closed window.
import 'react-grid-layout/css/styles.css';
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import ReactGridLayout, { useContainerWidth, verticalCompactor } from 'react-grid-layout';
import type { ChartTile, DefinitionOf, Draft, Resource, Tile } from '#contract';
import { draftQuery, resourceQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { Failed, Inline, Note } from '../../ui/note.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/toast.ts';
import { formatAsOf } from '../format.ts';
import { AddChart } from './add-chart.tsx';
import styles from './edit-dashboard.module.css';
import { EditFilters } from './edit-filters.tsx';
import { EditTabs } from './edit-tabs.tsx';
import { EditTile } from './edit-tile.tsx';
import { added, type Edited, onTab, withoutTab, withTab } from './editing.ts';
import { columns, moved, placesOf, putPlaces, without } from './layout.ts';
import { Shown } from './shown.tsx';
import { type Kept, useEditing } from './use-editing.ts';

export default function EditDashboard({ resource, onDone }: { resource: Resource; onDone: () => void }) {
  // What one began with: later answers of the server don't touch what is being changed.
  const [began] = useState(resource);
  const left = useQuery({ ...draftQuery(began.id), staleTime: Number.POSITIVE_INFINITY });
  if (left.isError)
    return (
      <Page title={`Editing ${began.title}`}>
        <Failed onRetry={() => void left.refetch()}>{sentenceOf(left.error)}</Failed>
      </Page>
    );
  if (!left.data) return <RowBones />;
  return <Editing began={began} draft={left.data.draft} onDone={onDone} />;
}

const withTiles = (edited: Edited, tiles: Tile[]): Edited => ({ ...edited, definition: { ...edited.definition, tiles } });
const withDefinition = (edited: Edited, change: Partial<DefinitionOf<'dashboard'>>): Edited => ({
  ...edited,
  definition: { ...edited.definition, ...change },
});

/** Twelve columns need this much, in pixels; a narrower window is moved over them. */
const narrowest = 880;

function Editing({ began, draft, onDone }: { began: Resource; draft: Draft | null; onDone: () => void }) {
  const editing = useEditing(began, draft, (saved) => {
    say(`“${saved.title}” is saved.`);
    onDone();
  });
  const { edited, change, history, publishing } = editing;
  const { title, definition } = edited;
  const [wanted, setTab] = useState<string>();
  const tab = definition.tabs?.find(({ id }) => id === wanted)?.id ?? definition.tabs?.[0]?.id;
  const [adding, setAdding] = useState(false);
  const { width, containerRef, mounted } = useContainerWidth();
  const tiles = onTab(definition.tiles, definition.tabs, tab);
  const partOf = (tile: Tile) => began.parts?.find((part) => part.tile === tile.id);
  useHotkeys([
    ['mod+Z', editing.undo],
    ['mod+shift+Z', editing.redo],
    ['mod+Y', editing.redo],
  ]);

  const throwAway = async () => {
    await editing.throwAway();
    say('The draft is thrown away; the dashboard is as it was.');
    onDone();
  };

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
            onChange={(event) => {
              const next = event.currentTarget.value;
              change((now) => ({ ...now, title: next }), 'title');
            }}
          />
        </h1>
      }
      under={<KeptInWords kept={editing.kept} />}
      actions={
        <>
          <Button variant="subtle" onClick={editing.undo} disabled={history.past.length === 0}>
            Undo
          </Button>
          <Button variant="subtle" onClick={editing.redo} disabled={history.future.length === 0}>
            Redo
          </Button>
          {editing.kept.state !== 'nothing' && (
            <Button variant="subtle" onClick={() => void throwAway()}>
              Throw draft away
            </Button>
          )}
          <Button variant="default" onClick={onDone}>
            Close
          </Button>
          <Button onClick={editing.publish} loading={publishing.isPending} disabled={title.trim() === ''}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.messages}>
        <Meanwhile draft={draft} />
        {editing.stale && (
          <Inline look="sight">
            Somebody saved this dashboard while you were editing. Your changes are still here.
            <div className={styles.buttons}>
              <Button variant="default" onClick={() => void throwAway()}>
                Drop mine, show theirs
              </Button>
              <Button onClick={() => void editing.publishOver()}>Save mine over theirs</Button>
            </div>
          </Inline>
        )}
        {publishing.isError && !editing.stale && <Inline look="bad">{sentenceOf(publishing.error)}</Inline>}
        <div className={styles.tools}>
          <Button variant="default" leftSection={<PlusIcon size={14} />} onClick={() => setAdding(true)}>
            Add a chart
          </Button>
          <Button
            variant="default"
            leftSection={<PlusIcon size={14} />}
            onClick={() => change((now) => added(now, { text: '## A heading\n\nAnd some words.' }, tab))}
          >
            Add text
          </Button>
          <EditFilters
            definition={definition}
            choosable={began.choosable ?? []}
            onChange={(next) => change((now) => ({ ...now, definition: next }))}
          />
        </div>
        <EditTabs
          tabs={definition.tabs ?? []}
          tab={tab}
          onTab={setTab}
          onRename={(id, name) =>
            change(
              (now) =>
                withDefinition(now, { tabs: now.definition.tabs?.map((one) => (one.id === id ? { ...one, title: name } : one)) }),
              `tab ${id}`,
            )
          }
          onAdd={() => change((now) => withTab(now, 'New tab'))}
          onRemove={(id) => change((now) => withoutTab(now, id))}
        />
        {tiles.length > 0 && (
          <p className={styles.hint}>
            Drag a tile by its head, its size by its corner; or use the arrow keys on its move button, with Shift for size.
          </p>
        )}
      </div>
      {tiles.length === 0 && (
        <Note title="Nothing here yet" action={<Button onClick={() => setAdding(true)}>Add the first chart</Button>}>
          Charts of {began.project.title} can be put here; whoever may see this dashboard sees them here.
        </Note>
      )}
      <div ref={containerRef} className={styles.grid}>
        {mounted && tiles.length > 0 && (
          <ReactGridLayout
            key={tab}
            width={Math.max(width, narrowest)}
            layout={placesOf(tiles)}
            gridConfig={{ cols: columns, rowHeight: 40, margin: [12, 12], containerPadding: [12, 0] }}
            dragConfig={{ enabled: true, handle: `.${styles.head}`, cancel: 'button' }}
            resizeConfig={{ enabled: true, handles: ['se'] }}
            compactor={verticalCompactor}
            onLayoutChange={(layout) => editing.settle((now) => withTiles(now, putPlaces(now.definition.tiles, layout)))}
            onDragStop={(layout) => change((now) => withTiles(now, putPlaces(now.definition.tiles, layout)))}
            onResizeStop={(layout) => change((now) => withTiles(now, putPlaces(now.definition.tiles, layout)))}
          >
            {tiles.map((tile) => (
              <div key={tile.id} className={styles.tile}>
                <EditTile
                  tile={tile}
                  name={'text' in tile ? 'Text' : (tile.title ?? partOf(tile)?.title ?? 'A chart')}
                  named={'chart' in tile && <Named tile={tile} title={partOf(tile)?.title} />}
                  shown={'chart' in tile && <Shown dashboard={began.id} tile={tile} part={partOf(tile)} time={definition.time} />}
                  onMove={(by) => change((now) => withTiles(now, moved(now.definition.tiles, tile.id, by)), `move ${tile.id}`)}
                  onRemove={() => change((now) => withTiles(now, without(now.definition.tiles, tile.id)))}
                  onText={(text) =>
                    change(
                      (now) =>
                        withTiles(
                          now,
                          now.definition.tiles.map((other) => (other.id === tile.id ? { ...other, text } : other)),
                        ),
                      `text ${tile.id}`,
                    )
                  }
                />
              </div>
            ))}
          </ReactGridLayout>
        )}
      </div>
      {adding && (
        <AddChart
          project={began.project.id}
          onAdd={(chart) => {
            change((now) => added(now, { chart }, tab));
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

/** The title of a chart that was added just now is asked of the chart. */
function Named({ tile, title }: { tile: ChartTile; title: string | undefined }) {
  const chart = useQuery({ ...resourceQuery(tile.chart), enabled: !tile.title && !title });
  return tile.title ?? title ?? chart.data?.title ?? 'A chart';
}

const KeptInWords = ({ kept }: { kept: Kept }) => {
  switch (kept.state) {
    case 'nothing':
      return 'Readers see your changes when you save.';
    case 'keeping':
      return 'Keeping your draft …';
    case 'kept':
      return `Draft kept${kept.at ? ` at ${formatAsOf(kept.at, new Date())}` : ''}; only you see it until you save.`;
    case 'failed':
      return 'Your draft could not be kept; saving may still work.';
  }
};

/** Going on with a draft over which somebody else published. */
const Meanwhile = ({ draft }: { draft: Draft | null }) => {
  const newest = draft?.meanwhile[0];
  if (!newest) return null;
  return (
    <Inline look="sight">
      {newest.by?.label ?? 'Somebody'} saved this dashboard after you began this draft. Saving yours asks before it replaces
      theirs.
    </Inline>
  );
};
