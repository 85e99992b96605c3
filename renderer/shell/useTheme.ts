import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTrax } from '../trax.ts';

/** Puts the wished theme on the page; `system` leaves it to the system. */
export function useTheme(): void {
  const { api } = useTrax();
  const theme = useQuery(api.settings.get.queryOptions()).data?.theme ?? 'system';
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme]);
}
