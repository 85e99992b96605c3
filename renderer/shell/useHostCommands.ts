import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picked } from '../host.ts';
import { useTrax } from '../trax.ts';
import { goTo } from '../usePlace.ts';

/** Does what the menu chose, adds files that the system asked to open, and follows its links. The menu speaks as the page does. */
export function useHostCommands(add: (what: Picked) => void): void {
  useMenuWords();
  const { host, actions } = useTrax();
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    const stop = new AbortController();
    const follow = async () => {
      while (!stop.signal.aborted) {
        await host
          .followCommands((command) => {
            if (command.type === 'action') actions.run(command.id);
            else if (command.type === 'open-paths') latest.current({ paths: command.paths });
            else goTo({ name: 'recording', id: command.id, at: command.at });
          }, stop.signal)
          // The connection broke; the next call waits until there is one.
          .catch(() => new Promise((resolve) => setTimeout(resolve, 250)));
      }
    };
    void follow();
    return () => stop.abort();
  }, [host, actions]);
}

function useMenuWords(): void {
  const { host, api } = useTrax();
  const { language } = useTranslation().i18n;
  const shortcuts = useQuery(api.settings.get.queryOptions()).data?.shortcuts;
  useEffect(() => {
    // Over a lost connection the menu keeps its words; the next start describes it again.
    if (shortcuts) void host.describeMenu?.({ language, shortcuts }).catch(() => undefined);
  }, [host, language, shortcuts]);
}
