// Where one can go from anywhere.
import type { ReactNode } from 'react';
import type { Capability } from '#contract';
import {
  AccessIcon,
  AlertIcon,
  ChartIcon,
  DashboardIcon,
  DatasetIcon,
  ExploreIcon,
  HomeIcon,
  PeopleIcon,
  ProjectIcon,
  ReportIcon,
  RuleIcon,
  SourceIcon,
  TrashIcon,
} from '../ui/icons.tsx';

type To =
  | '/'
  | '/dashboards'
  | '/explores'
  | '/charts'
  | '/datasets'
  | '/sources'
  | '/alerts'
  | '/reports'
  | '/rules'
  | '/projects'
  | '/people'
  | '/access'
  | '/trash';

export type Place = {
  to: To;
  label: string;
  icon: ReactNode;
  narrowed?: true;
  apart?: true;
  auditing?: true;
  needs?: Capability;
};

/**
 * `narrowed`: shows one project when one is chosen. `apart`: a little space before it. `auditing`: for who looks after access.
 * `needs`: of no use without.
 */
export const places: readonly Place[] = [
  { to: '/', label: 'Home', icon: <HomeIcon />, narrowed: true },
  { to: '/dashboards', label: 'Dashboards', icon: <DashboardIcon />, narrowed: true },
  { to: '/explores', label: 'Explores', icon: <ExploreIcon />, narrowed: true },
  { to: '/charts', label: 'Charts', icon: <ChartIcon />, narrowed: true },
  { to: '/datasets', label: 'Datasets', icon: <DatasetIcon />, narrowed: true },
  { to: '/sources', label: 'Sources', icon: <SourceIcon />, narrowed: true, needs: 'sources.manage' },
  { to: '/alerts', label: 'Alerts', icon: <AlertIcon />, narrowed: true, apart: true },
  { to: '/reports', label: 'Reports', icon: <ReportIcon />, narrowed: true },
  { to: '/rules', label: 'Rules', icon: <RuleIcon />, narrowed: true },
  { to: '/people', label: 'People', icon: <PeopleIcon />, apart: true },
  { to: '/access', label: 'Access', icon: <AccessIcon />, auditing: true },
  { to: '/projects', label: 'Projects', icon: <ProjectIcon /> },
  { to: '/trash', label: 'Trash', icon: <TrashIcon /> },
];
