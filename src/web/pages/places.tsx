// Where one can go from anywhere.
import type { ReactNode } from 'react';
import { ChartIcon, DashboardIcon, DatasetIcon, ExploreIcon, HomeIcon, PeopleIcon } from '../ui/icons.tsx';

type To = '/' | '/dashboards' | '/explores' | '/charts' | '/datasets' | '/people';

export const places: { to: To; label: string; icon: ReactNode }[] = [
  { to: '/', label: 'Home', icon: <HomeIcon /> },
  { to: '/dashboards', label: 'Dashboards', icon: <DashboardIcon /> },
  { to: '/explores', label: 'Explores', icon: <ExploreIcon /> },
  { to: '/charts', label: 'Charts', icon: <ChartIcon /> },
  { to: '/datasets', label: 'Datasets', icon: <DatasetIcon /> },
  { to: '/people', label: 'People', icon: <PeopleIcon /> },
];
