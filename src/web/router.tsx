// Which address shows which page. Everything but signing in needs somebody signed in.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { meQuery, type ShownKind } from './data/queries.ts';
import { hasCode, sentenceOf } from './data/query-client.ts';
import { leftViewAs } from './data/view-as.ts';
import { nonce } from './first.ts';
import { NoAccess } from './pages/no-access.tsx';
import { parseSearch, stringifySearch } from './pages/search.ts';
import { Shell } from './pages/shell.tsx';
import { Failed } from './ui/note.tsx';
import { resolver, theme } from './ui/theme.ts';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: () => <Outlet />,
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
});
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(meQuery);
    } catch (error) {
      if (leftViewAs(error)) return window.location.reload();
      if (hasCode(error, 'unauthenticated')) throw redirect({ to: '/sign-in', search: signInTo(location.href) });
      throw error;
    }
  },
  component: Shell,
  errorComponent: ({ error, reset }) => (
    <main>
      <Failed onRetry={reset}>{sentenceOf(error)}</Failed>
    </main>
  ),
  notFoundComponent: () => <NoAccess />,
});
const page = <Path extends string>(path: Path, component: Parameters<typeof createRoute>[0]['component']) =>
  createRoute({ getParentRoute: () => inside, path, ...(component && { component }) });

/** The list of one kind; the key lets nothing of one stay in the next. */
const list = (kind: ShownKind) =>
  lazyRouteComponent(async () => {
    const { List } = await import('./pages/list.tsx');
    return { default: () => <List key={kind} kind={kind} /> };
  });

const routeTree = root.addChildren([
  signIn,
  inside.addChildren([
    page(
      '/',
      lazyRouteComponent(() => import('./pages/home.tsx'), 'Home'),
    ),
    page('/dashboards', list('dashboard')),
    page('/explores', list('explore')),
    page('/charts', list('chart')),
    page('/datasets', list('dataset')),
    page('/sources', list('source')),
    page(
      '/sources/new',
      lazyRouteComponent(() => import('./pages/new-source.tsx'), 'NewSourcePage'),
    ),
    page(
      '/sources/$id',
      lazyRouteComponent(() => import('./pages/source.tsx'), 'SourcePage'),
    ),
    page('/alerts', list('alert')),
    page('/reports', list('report')),
    page('/rules', list('rule')),
    page(
      '/alerts/$id',
      lazyRouteComponent(() => import('./pages/thing.tsx'), 'AlertPage'),
    ),
    page(
      '/reports/$id',
      lazyRouteComponent(() => import('./pages/thing.tsx'), 'ReportPage'),
    ),
    page(
      '/rules/$id',
      lazyRouteComponent(() => import('./pages/thing.tsx'), 'RulePage'),
    ),
    page(
      '/projects',
      lazyRouteComponent(() => import('./pages/projects.tsx'), 'ProjectsPage'),
    ),
    page(
      '/notifications',
      lazyRouteComponent(() => import('./pages/notifications.tsx'), 'NotificationsPage'),
    ),
    page(
      '/requests',
      lazyRouteComponent(() => import('./pages/requests.tsx'), 'RequestsPage'),
    ),
    page(
      '/trash',
      lazyRouteComponent(() => import('./pages/trash.tsx'), 'TrashPage'),
    ),
    page(
      '/dashboards/$id',
      lazyRouteComponent(() => import('./pages/dashboard.tsx'), 'DashboardPage'),
    ),
    page(
      '/explores/new',
      lazyRouteComponent(() => import('./pages/new-explore.tsx'), 'NewExplorePage'),
    ),
    page(
      '/explores/$id',
      lazyRouteComponent(() => import('./pages/explore.tsx'), 'ExplorePage'),
    ),
    page(
      '/charts/new',
      lazyRouteComponent(() => import('./pages/build-chart.tsx'), 'NewChartPage'),
    ),
    page(
      '/charts/$id/edit',
      lazyRouteComponent(() => import('./pages/build-chart.tsx'), 'EditChartPage'),
    ),
    page(
      '/charts/$id',
      lazyRouteComponent(() => import('./pages/chart.tsx'), 'ChartPage'),
    ),
    page(
      '/datasets/new',
      lazyRouteComponent(() => import('./pages/new-dataset.tsx'), 'NewDatasetPage'),
    ),
    page(
      '/datasets/$id/edit',
      lazyRouteComponent(() => import('./pages/edit-dataset.tsx'), 'EditDatasetPage'),
    ),
    page(
      '/datasets/$id',
      lazyRouteComponent(() => import('./pages/dataset.tsx'), 'DatasetPage'),
    ),
    page(
      '/access',
      lazyRouteComponent(() => import('./pages/access.tsx'), 'AccessPage'),
    ),
    page(
      '/audit',
      lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage'),
    ),
    page(
      '/people',
      lazyRouteComponent(() => import('./pages/people.tsx'), 'PeoplePage'),
    ),
    page(
      '/people/$user',
      lazyRouteComponent(() => import('./pages/person.tsx'), 'PersonPage'),
    ),
    page(
      '/sessions',
      lazyRouteComponent(() => import('./pages/sessions.tsx'), 'SessionsPage'),
    ),
    page(
      '/people/groups/$group',
      lazyRouteComponent(() => import('./pages/group.tsx'), 'GroupPage'),
    ),
    page(
      '/people/roles/$role',
      lazyRouteComponent(() => import('./pages/role.tsx'), 'RolePage'),
    ),
    page(
      '/organization',
      lazyRouteComponent(() => import('./pages/organization.tsx'), 'OrganizationPage'),
    ),
    page(
      '/projects/$id/members',
      lazyRouteComponent(() => import('./pages/members.tsx'), 'MembersPage'),
    ),
  ]),
]);

/** Signing in leads back to where one wanted to go. */
export const signInTo = (href: string): Record<string, readonly string[]> => (href === '/' ? {} : { to: [href] });

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: () => <NoAccess />,
    Wrap: ({ children }) => (
      <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <Notifications position="bottom-left" limit={3} />
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </MantineProvider>
    ),
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
