// The order matters: what must be set before libraries run, then styles from the least to the most particular.
import './first.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource/ibm-plex-sans/400.css';
import '@fontsource/ibm-plex-sans/600.css';
import '@fontsource/ibm-plex-mono/400.css';
import './ui/roles.css';
import './ui/base.css';
import './ui/mantine.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './data/query-client.ts';
import { makeRouter, signInTo } from './router.tsx';

const client = makeQueryClient(() => {
  if (router.state.location.pathname === '/sign-in') return;
  const { href } = router.state.location;
  client.clear();
  void router.navigate({ to: '/sign-in', search: signInTo(href) });
});
const router = makeRouter(client);

const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
