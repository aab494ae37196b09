// What Ctrl K offers: every place there is, what can be made, and whatever can be found.
import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type Deed, Palette } from '../components/palette/palette.tsx';
import { ChartIcon, ExploreIcon, MoonIcon, SunIcon } from '../ui/icons.tsx';
import { isShown, plural } from './addresses.ts';
import { usePlaces } from './use-places.ts';

export default function Anything({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const places = usePlaces();
  const deeds: Deed[] = [
    ...places.map(({ to, label, icon }) => ({ label, icon, run: () => void navigate({ to, search: {} }) })),
    { label: 'New chart', icon: <ChartIcon />, run: () => void navigate({ to: '/charts/new', search: {} }) },
    { label: 'New explore', icon: <ExploreIcon />, run: () => void navigate({ to: '/explores/new', search: {} }) },
    { label: 'Light colours', icon: <SunIcon />, run: () => setColorScheme('light') },
    { label: 'Dark colours', icon: <MoonIcon />, run: () => setColorScheme('dark') },
  ];
  return (
    <Palette
      deeds={deeds}
      onClose={onClose}
      onOpen={({ id, kind }) => {
        if (kind === 'project') void navigate({ to: '/dashboards', search: { project: [id], for: ['all'] } });
        else if (isShown(kind)) void navigate({ to: plural[kind].one, params: { id }, search: {} });
      }}
    />
  );
}
