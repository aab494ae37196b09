// Of all places, those that are for whoever is here.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { meQuery, projectsQuery } from '../data/queries.ts';
import { type Place, places } from './places.tsx';

/** Looking after access is for who may read the log, or administers at least a project. */
export const usePlaces = (): readonly Place[] => {
  const { data: me } = useSuspenseQuery(meQuery);
  const audits = me.capabilities.includes('audit.read') || me.capabilities.includes('organization.administer');
  const { data: projects } = useQuery({ ...projectsQuery, enabled: !audits });
  const administers = audits || projects?.items.some(({ level }) => level === 'admin');
  const may = (needs: Place['needs']) => needs === undefined || me.capabilities.includes(needs);
  return places.filter(({ auditing, needs }) => (!auditing || administers) && may(needs));
};
