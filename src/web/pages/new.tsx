// Making something new, from anywhere. Nothing is offered to who may make nothing.
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, startTransition, useState } from 'react';
import { meQuery, projectsQuery } from '../data/queries.ts';
import { ChartIcon, DashboardIcon, DatasetIcon, ExploreIcon, PlusIcon } from '../ui/icons.tsx';
import styles from './shell.module.css';

const NewDashboard = lazy(() => import('./new-dashboard.tsx'));
const NewProject = lazy(() => import('./new-project.tsx'));

export function New({ onGo }: { onGo?: () => void }) {
  const [making, setMaking] = useState<'dashboard' | 'project' | null>(null);
  const make = (what: typeof making) => startTransition(() => setMaking(what));
  const navigate = useNavigate();
  const { data: projects } = useQuery(projectsQuery);
  const { data: me } = useQuery(meQuery);
  const places = projects?.items.filter(({ actions }) => actions.includes('create')) ?? [];
  const makesProjects = me?.capabilities.includes('projects.create');
  if (me?.viewAs || (places.length === 0 && !makesProjects)) return null;
  const go = (to: '/charts/new' | '/explores/new' | '/datasets/new') => {
    onGo?.();
    void navigate({ to, search: {} });
  };
  return (
    <div className={styles.new}>
      <Menu position="bottom-start" width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<PlusIcon size={14} />} fullWidth justify="flex-start">
            New
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {places.length > 0 && (
            <>
              <Menu.Item leftSection={<DashboardIcon />} onClick={() => make('dashboard')}>
                Dashboard
              </Menu.Item>
              <Menu.Item leftSection={<ChartIcon />} onClick={() => go('/charts/new')}>
                Chart
              </Menu.Item>
              <Menu.Item leftSection={<ExploreIcon />} onClick={() => go('/explores/new')}>
                Explore
              </Menu.Item>
              <Menu.Item leftSection={<DatasetIcon />} onClick={() => go('/datasets/new')}>
                Dataset
              </Menu.Item>
            </>
          )}
          {makesProjects && (
            <>
              {places.length > 0 && <Menu.Divider />}
              <Menu.Item onClick={() => make('project')}>Project</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {making === 'dashboard' && <NewDashboard projects={places} onClose={() => setMaking(null)} {...(onGo && { onGo })} />}
        {making === 'project' && <NewProject onClose={() => setMaking(null)} {...(onGo && { onGo })} />}
      </Suspense>
    </div>
  );
}
