import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { type ActionRunner, createActionRunner } from './actionRunner.ts';
import { isConnectionLoss } from './failure.ts';
import { type Comparing, createComparing } from './features/ingest/comparing.ts';
import { createUploads, type Uploads } from './features/ingest/uploads.ts';
import { type Browsing, createBrowsing } from './features/library/browsing.ts';
import { createSelection, type SelectionState } from './features/library/selection.ts';
import { createSearching, type Searching } from './features/search/searching.ts';
import type { Client, Host } from './host.ts';
import { createToasts, type Toasts } from './ui/toasts.ts';

/** Everything that the parts of the page share, wired once in `main.tsx`. */
export interface Trax {
  readonly host: Host;
  readonly client: Client;
  readonly api: RouterUtils<Client>;
  readonly queries: QueryClient;
  readonly actions: ActionRunner;
  readonly toasts: StoreApi<Toasts>;
  readonly uploads: StoreApi<Uploads>;
  readonly comparing: StoreApi<Comparing>;
  readonly browsing: StoreApi<Browsing>;
  readonly selection: StoreApi<SelectionState>;
  readonly searching: StoreApi<Searching>;
}

export function createTrax(host: Host): Trax {
  return {
    host,
    client: host.client,
    api: createTanstackQueryUtils(host.client),
    queries: createQueries(),
    actions: createActionRunner(),
    toasts: createToasts(),
    uploads: createUploads(),
    comparing: createComparing(),
    browsing: createBrowsing(),
    selection: createSelection(),
    searching: createSearching(),
  };
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The core is on this computer: whether there is an internet says nothing about it.
        networkMode: 'always',
        // What is held is kept true by events, see live.ts.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (count, error) => isConnectionLoss(error) && count < 20,
        retryDelay: 250,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

const TraxContext = createContext<Trax | null>(null);
export const TraxProvider = TraxContext.Provider;

export function useTrax(): Trax {
  const trax = useContext(TraxContext);
  if (!trax) throw new Error('useTrax is used outside of TraxProvider.');
  return trax;
}
