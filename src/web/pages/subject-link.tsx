// A person's, group's or role's name, leading to its page.
import { Link } from '@tanstack/react-router';
import type { Subject } from '#contract';

export const subjectLink = ({ id, kind, label }: Subject) =>
  kind === 'group' ? (
    <Link to="/people/groups/$group" params={{ group: id }}>
      {label}
    </Link>
  ) : kind === 'role' ? (
    <Link to="/people/roles/$role" params={{ role: id }}>
      {label}
    </Link>
  ) : (
    <Link to="/people/$user" params={{ user: id }}>
      {label}
    </Link>
  );
