// The project that lists are narrowed to. It stands in the address of the pages that it narrows; things keep their own
// address, so it is remembered while one looks at them.
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Search } from '../components/filters/chosen.ts';
import { places } from './places.tsx';

const isNarrowed = (path: string) => places.some(({ to, narrowed }) => narrowed && to === path);

export const projectIn = (search: Search): string | undefined => search.project?.[0];

export function useChosenProject() {
  const search: Search = useSearch({ strict: false });
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const here = isNarrowed(pathname);
  const [kept, keep] = useState(projectIn(search));
  const project = here ? projectIn(search) : kept;
  if (project !== kept) keep(project);
  const choose = (next: string | undefined) => {
    keep(next);
    if (!here) return void navigate({ to: '/dashboards', search: next ? { project: [next] } : {} });
    const { project: _, ...rest } = search;
    void navigate({ to: '.', search: next ? { ...rest, project: [next] } : rest });
  };
  return { project, choose };
}
