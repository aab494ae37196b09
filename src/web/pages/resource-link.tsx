import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ResourceItem } from '#contract';
import { isShown, plural } from './addresses.ts';

/** A way to a thing; what has no page of its own stays text. */
export const resourceLink = (item: ResourceItem, children: ReactNode, className: string | undefined) =>
  isShown(item.kind) ? (
    <Link to={plural[item.kind].one} params={{ id: item.id }} className={className}>
      {children}
    </Link>
  ) : (
    <span className={className}>{children}</span>
  );
