// Each page's header says who can see it, in the colour that means exactly that.
import type { Resource } from '#contract';
import { EyeIcon, LockIcon } from '../../ui/icons.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { listing } from '../format.ts';
import { Faces } from './faces.tsx';
import styles from './seen-by.module.css';
import { seenBy } from './words.ts';

export function SeenBy({ resource, onOpen }: { resource: Resource; onOpen: () => void }) {
  const { seenBy: count, editors } = resource;
  const words =
    count !== undefined
      ? seenBy(count)
      : editors.length > 0
        ? `Edited by ${listing(
            editors.map((editor) => editor.label),
            2,
          )}`
        : 'Shared with you';
  return (
    <button type="button" className={styles.seen} onClick={onOpen}>
      {editors.length > 0 && count !== 1 ? (
        <Faces subjects={editors} sight />
      ) : count === 1 ? (
        <LockIcon size={14} />
      ) : (
        <EyeIcon size={14} />
      )}
      <span className={styles.words} title={words}>
        <Rolling>{words}</Rolling>
      </span>
    </button>
  );
}
