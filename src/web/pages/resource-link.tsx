import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ResourceItem } from '#contract';
import { isShown, plural } from './addresses.ts';

/** A way to a thing; a project leads to what is in it, and what has no page of its own stays text. */
export const resourceLink = (
  { id, kind }: Pick<ResourceItem, 'id' | 'kind'>,
  children: ReactNode,
  className?: string | undefined,
  onClick?: () => void,
) => {
  // Where there is no room for all of it.
  const title = typeof children === 'string' ? children : undefined;
  if (isShown(kind))
    return (
      <Link to={plural[kind].one} params={{ id }} className={className} title={title} onClick={onClick}>
        {children}
      </Link>
    );
  if (kind === 'project')
    return (
      <Link to="/" search={{ project: [id] }} className={className} title={title} onClick={onClick}>
        {children}
      </Link>
    );
  return (
    <span className={className} title={title}>
      {children}
    </span>
  );
};
