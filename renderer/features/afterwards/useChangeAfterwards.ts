import type { Afterwards } from '../../../shared/contract/afterwards.ts';
import { useUpdateSettings } from '../settings/useUpdateSettings.ts';

/** Stores a part of what follows when recordings are done; the rest stays as it is stored by then. */
export function useChangeAfterwards(): (part: Partial<Afterwards>) => void {
  const update = useUpdateSettings();
  return (part) => update((now) => ({ afterwards: { ...now.afterwards, ...part } }));
}
