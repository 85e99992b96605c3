import './jitless.ts';

import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { followKeyboard } from './actionRunner.ts';
import { connect } from './connect.ts';
import { createI18n } from './i18n.ts';
import { followEvents } from './liveUpdates.ts';
import { isMac } from './platform.ts';
import { Shell } from './shell/Shell.tsx';
import { createTrax, TraxProvider } from './trax.ts';

const page = document.getElementById('root');
if (!page) throw new Error('The page has no root element.');

const lifetime = new AbortController();
const i18n = await createI18n(navigator.languages);
const trax = createTrax(connect(window));
void followEvents(trax, lifetime.signal);
const bindings = () => trax.queries.getQueryData(trax.api.settings.get.queryKey())?.shortcuts ?? {};
followKeyboard(document, trax.actions, isMac(navigator), bindings, lifetime.signal);
window.addEventListener('pagehide', () => lifetime.abort(), { once: true });

createRoot(page).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={trax.queries}>
        <TraxProvider value={trax}>
          <Tooltip.Provider delayDuration={500}>
            <Shell />
          </Tooltip.Provider>
        </TraxProvider>
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
);
