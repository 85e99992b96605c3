import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ExportChoice } from '../../../shared/contract/settings.ts';
import { useTrax } from '../../trax.ts';
import { startingChoice } from './exportChoice.ts';

/** What is chosen in an open dialog: it begins with the last choice, and becomes that when the dialog goes. */
export function useExportChoice(): [ExportChoice, (choice: ExportChoice) => void] {
  const { api, client, queries } = useTrax();
  const { data } = useQuery(api.settings.get.queryOptions());
  const [changed, setChanged] = useState<ExportChoice | null>(null);
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });
  useEffect(
    () => () => {
      if (!latest.current) return;
      // A choice that could not be remembered is no reason to interrupt anybody: the next dialog begins with the one before.
      client.settings
        .update({ exportChoice: latest.current })
        .then((settings) => queries.setQueryData(api.settings.get.queryKey(), settings))
        .catch(() => undefined);
    },
    [api, client, queries],
  );
  return [changed ?? startingChoice(data?.exportChoice), setChanged];
}
