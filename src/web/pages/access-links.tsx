// Ways from lists of access to the people, groups and reasons in them.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Subject } from '#contract';
import type { Links } from '../components/auditing/review-lists.tsx';
import { resourceLink } from './resource-link.tsx';

export const subjectLink = ({ id, kind }: Pick<Subject, 'id' | 'kind'>, children: ReactNode): ReactNode =>
  kind === 'user' ? (
    <Link to="/people/$user" params={{ user: id }}>
      {children}
    </Link>
  ) : kind === 'group' ? (
    <Link to="/people/groups/$group" params={{ group: id }}>
      {children}
    </Link>
  ) : (
    <Link to="/people/roles/$role" params={{ role: id }}>
      {children}
    </Link>
  );

export const links: Links = {
  thing: (resource, children) => resourceLink(resource, children),
  subject: subjectLink,
  why: (subject, resource) => (
    <Link to="/access" search={{ who: [subject], thing: [resource] }}>
      Why?
    </Link>
  ),
};
