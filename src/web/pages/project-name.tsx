import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { Resource } from '#contract';
import { projectsQuery } from '../data/queries.ts';
import styles from './project-name.module.css';

/** A project by its name; for those who manage its members, a way to them. */
export function ProjectName({ project }: { project: Resource['project'] }) {
  const { data } = useQuery(projectsQuery);
  const manages = data?.items.find((item) => item.id === project.id)?.actions.includes('manage_members');
  if (!manages) return project.title;
  return (
    <Link to="/projects/$id/members" params={{ id: project.id }} title={`Members of ${project.title}`} className={styles.link}>
      {project.title}
    </Link>
  );
}

/** The quiet line under a title: the project, then whatever else there is to say. */
export const under = (project: Resource['project'], ...rest: (string | undefined | false)[]) => (
  <>
    <ProjectName project={project} />
    {rest.filter(Boolean).map((words) => (
      <Fragment key={String(words)}> · {words}</Fragment>
    ))}
  </>
);
