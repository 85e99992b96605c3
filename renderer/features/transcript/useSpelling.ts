import { useEffect } from 'react';
import { useTrax } from '../../trax.ts';

/** Has the spelling looked at in the language that is spoken, where the host can be told. */
export function useSpelling(language: string | null): void {
  const { host } = useTrax();
  useEffect(() => {
    if (language !== null) void host.checkSpelling?.(language).catch(() => undefined);
  }, [host, language]);
}
