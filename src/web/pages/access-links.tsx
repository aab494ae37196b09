// Ways from lists of access to the things, people and reasons in them.
import { Link } from '@tanstack/react-router';
import type { Links } from '../components/auditing/review-lists.tsx';
import { resourceLink } from './resource-link.tsx';
import { subjectLink } from './subject-link.tsx';

export const links: Links = {
  thing: (resource, children) => resourceLink(resource, children),
  subject: subjectLink,
  why: (subject, resource) => (
    <Link to="/access" search={{ who: [subject], thing: [resource] }}>
      Why?
    </Link>
  ),
};
