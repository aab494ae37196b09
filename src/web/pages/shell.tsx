// What stands around every page: where one can go, and who one is. It keeps to the edge.
import { Menu, useMantineColorScheme } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, startTransition, useState } from 'react';
import { Face } from '../components/sharing/faces.tsx';
import { ViewAsFrame } from '../components/view-as/view-as-frame.tsx';
import { api } from '../data/api.ts';
import { meQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { CheckIcon, Mark, MenuIcon, MoonIcon, SearchIcon, SunIcon, SystemIcon } from '../ui/icons.tsx';
import { sayFailed } from '../ui/toast.ts';
import { useChosenProject } from './chosen-project.ts';
import { New } from './new.tsx';
import { ShellBell } from './notified.tsx';
import { ProjectSwitcher } from './project-switcher.tsx';
import styles from './shell.module.css';
import { usePlaces } from './use-places.ts';

const Anything = lazy(() => import('./anything.tsx'));
const NarrowMenu = lazy(() => import('./narrow-menu.tsx'));

export function Shell() {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const [asking, setAsking] = useState(false);
  const ask = () => startTransition(() => setAsking(true));
  useHotkeys([['mod+K', ask]], []);
  const { project, choose } = useChosenProject();
  const narrow = useMediaQuery('(max-width: 1023px)', false, { getInitialValueInEffect: false });
  const openMenu = () =>
    startTransition(() => {
      setOpen(true);
      setOpened(true);
    });
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      {narrow ? (
        <header className={styles.top}>
          <button type="button" className={styles.menu} aria-label="Menu" aria-expanded={open} onClick={openMenu}>
            <MenuIcon size={18} />
          </button>
          <Brand />
          <span className={styles.bell}>
            <ShellBell />
          </span>
          <Suspense>
            {opened && (
              <NarrowMenu open={open} onClose={() => setOpen(false)}>
                <ProjectSwitcher
                  project={project}
                  onChoose={(next) => {
                    setOpen(false);
                    choose(next);
                  }}
                />
                <Find
                  onAsk={() => {
                    setOpen(false);
                    ask();
                  }}
                />
                <New onGo={() => setOpen(false)} />
                <Places project={project} onGo={() => setOpen(false)} />
                <Account onGo={() => setOpen(false)} />
              </NarrowMenu>
            )}
          </Suspense>
        </header>
      ) : (
        <header className={styles.rail}>
          <div className={styles.head}>
            <Brand />
            <ShellBell />
          </div>
          <div className={styles.project}>
            <ProjectSwitcher project={project} onChoose={choose} />
          </div>
          <Find onAsk={ask} />
          <New />
          <Places project={project} />
          <div className={styles.foot}>
            <Account />
          </div>
        </header>
      )}
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <ViewAsFrame />
      <Suspense>{asking && <Anything onClose={() => setAsking(false)} />}</Suspense>
    </div>
  );
}

const Find = ({ onAsk }: { onAsk: () => void }) => (
  <button type="button" className={styles.find} onClick={onAsk} aria-keyshortcuts="Control+K Meta+K">
    <SearchIcon size={14} />
    Find anything
    <kbd>{/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}</kbd>
  </button>
);

const Brand = () => (
  <Link to="/" className={styles.brand} aria-label="Sightline, to the first page">
    <Mark />
    Sightline
  </Link>
);

const Places = ({ project, onGo }: { project: string | undefined; onGo?: () => void }) => (
  <nav className={styles.nav} aria-label="Main">
    {usePlaces().map(({ to, label, icon, narrowed, apart }) => (
      <Link
        key={to}
        to={to}
        search={narrowed && project ? { project: [project] } : {}}
        className={styles.link}
        data-apart={apart}
        data-foot={to === '/trash' || undefined}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        onClick={onGo}
      >
        {icon}
        {label}
      </Link>
    ))}
  </nav>
);

const schemes = [
  { value: 'auto', label: 'As the system', icon: <SystemIcon /> },
  { value: 'light', label: 'Light', icon: <SunIcon /> },
  { value: 'dark', label: 'Dark', icon: <MoonIcon /> },
] as const;

function Account({ onGo }: { onGo?: () => void }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const router = useRouter();
  const go = (to: '/people/$user' | '/sessions' | '/organization') => {
    onGo?.();
    void router.navigate({ to, params: { user: me.user.id } });
  };
  const signOut = async () => {
    try {
      await api.signOut();
      client.clear();
      await router.navigate({ to: '/sign-in' });
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className={styles.account}>
          <Face subject={{ id: me.user.id, kind: 'user', label: me.user.name, detail: '' }} />
          <span>{me.user.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.email ?? me.user.login}</Menu.Label>
        <Menu.Item onClick={() => go('/people/$user')}>What you reach</Menu.Item>
        <Menu.Item onClick={() => go('/sessions')}>Sessions and tokens</Menu.Item>
        {me.capabilities.includes('organization.administer') && (
          <Menu.Item onClick={() => go('/organization')}>Organization settings</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {schemes.map(({ value, label, icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={icon}
            rightSection={colorScheme === value && <CheckIcon size={14} />}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {!me.viewAs && <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
