import type { ResourceItem } from '#contract';
import { useFavourite } from '../data/favourite.ts';
import { StarIcon } from '../ui/icons.tsx';
import styles from './star.module.css';

export function Star({ item }: { item: Pick<ResourceItem, 'id' | 'title' | 'favourite'> }) {
  const mark = useFavourite(item);
  return (
    <button
      type="button"
      className={styles.star}
      aria-label={`Favourite: ${item.title}`}
      aria-pressed={item.favourite}
      title={item.favourite ? 'One of your favourites' : 'Mark as a favourite'}
      onClick={() => !mark.isPending && mark.mutate(!item.favourite)}
    >
      <StarIcon filled={item.favourite} />
    </button>
  );
}
