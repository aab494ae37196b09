import type { KeyboardEvent, ReactNode } from 'react';
import type { Tile } from '#contract';
import { MoveIcon, TrashIcon } from '../../ui/icons.tsx';
import styles from './edit-dashboard.module.css';
import type { Step } from './layout.ts';

type Props = {
  tile: Tile;
  name: string;
  /** What stands in its head; its name unless told. */
  named?: ReactNode;
  shown: ReactNode;
  onMove: (by: Step) => void;
  onRemove: () => void;
  onText: (text: string) => void;
};

const steps: Record<string, { move: Step; size: Step }> = {
  ArrowLeft: { move: { x: -1 }, size: { w: -1 } },
  ArrowRight: { move: { x: 1 }, size: { w: 1 } },
  ArrowUp: { move: { y: -1 }, size: { h: -1 } },
  ArrowDown: { move: { y: 1 }, size: { h: 1 } },
};

export function EditTile({ tile, name, named, shown, onMove, onRemove, onText }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    onMove(event.shiftKey ? step.size : step.move);
  };
  return (
    <>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Move “${name}”, with Shift change its size`}
          onKeyDown={onKeyDown}
        >
          <MoveIcon />
        </button>
        <span className={styles.name} title={name}>
          {named || name}
        </span>
        <button type="button" className={styles.tool} aria-label={`Take “${name}” off`} onClick={onRemove}>
          <TrashIcon />
        </button>
      </div>
      <div className={styles.body}>
        {'text' in tile ? (
          <textarea
            className={styles.text}
            aria-label="Text"
            value={tile.text}
            onChange={(event) => onText(event.currentTarget.value)}
          />
        ) : (
          shown
        )}
      </div>
    </>
  );
}
