import './app/no-eval';
import './app/styles';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client';
import { reloadAfterUpdate } from './app/reload-after-update';
import { makeRouter } from './app/router';
import { theme } from './app/theme';
import { createLiveClient } from './live/connect';
import { LiveProvider } from './live/live-context';

const queryClient = createQueryClient(() => {
  if (router.state.location.pathname === '/sign-in') return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
});
const router = makeRouter(queryClient);
const live = createLiveClient();
const schemes = localStorageColorSchemeManager({ key: 'mc-color-scheme' });

window.addEventListener('vite:preloadError', () => void reloadAfterUpdate());

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no root element');

createRoot(container).render(
  // Variables and classes come as style sheets (styles.ts): the page's policy allows no style elements.
  <MantineProvider
    theme={theme}
    colorSchemeManager={schemes}
    defaultColorScheme="auto"
    withCssVariables={false}
    withGlobalClasses={false}
  >
    <Notifications position="bottom-right" limit={4} />
    <QueryClientProvider client={queryClient}>
      <LiveProvider client={live}>
        <RouterProvider router={router} />
      </LiveProvider>
    </QueryClientProvider>
  </MantineProvider>,
);
