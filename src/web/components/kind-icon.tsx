import type { ReactNode } from 'react';
import type { Kind } from '#contract';
import {
  AlertIcon,
  ChartIcon,
  DashboardIcon,
  DatasetIcon,
  ExploreIcon,
  ProjectIcon,
  ReportIcon,
  RuleIcon,
  SourceIcon,
} from '../ui/icons.tsx';

export const kindIcon: Partial<Record<Kind, ReactNode>> = {
  project: <ProjectIcon />,
  dashboard: <DashboardIcon />,
  explore: <ExploreIcon />,
  source: <SourceIcon />,
  chart: <ChartIcon />,
  dataset: <DatasetIcon />,
  alert: <AlertIcon />,
  report: <ReportIcon />,
  rule: <RuleIcon />,
};
