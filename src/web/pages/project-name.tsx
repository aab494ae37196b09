import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { Resource } from '#contract';
import { projectsQuery } from '../data/queries.ts';
import { plural } from './addresses.ts';
import styles from './project-name.module.css';

/** A project by its name: for those who manage its members a way to them, for others to what is in it. */
export function ProjectName({ project }: { project: Resource['project'] }) {
  const { data } = useQuery(projectsQuery);
  const manages = data?.items.find((item) => item.id === project.id)?.actions.includes('manage_members');
  return manages ? (
    <Link to="/projects/$id/members" params={{ id: project.id }} title={`Members of ${project.title}`} className={styles.link}>
      {project.title}
    </Link>
  ) : (
    <Link to="/" search={{ project: [project.id] }} title={`What is in ${project.title}`} className={styles.link}>
      {project.title}
    </Link>
  );
}

/** The others of its kind in its project; which kind it is stands in the address. */
function Others({ project }: { project: Resource['project'] }) {
  const { pathname } = useLocation();
  const kind = Object.values(plural).find(({ list }) => pathname.startsWith(`${list}/`));
  if (!kind) return null;
  return (
    <>
      {' › '}
      <Link to={kind.list} search={{ project: [project.id] }} className={styles.link}>
        {kind.title}
      </Link>
    </>
  );
}

/** The quiet line under a title: where it is, then whatever else there is to say. */
export const under = (project: Resource['project'], ...rest: (string | undefined | false)[]) => (
  <>
    <nav aria-label="Where this is" className={styles.where}>
      <ProjectName project={project} />
      <Others project={project} />
    </nav>
    {rest.filter(Boolean).map((words) => (
      <Fragment key={String(words)}> · {words}</Fragment>
    ))}
  </>
);
