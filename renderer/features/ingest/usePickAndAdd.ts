import type { Picked } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { useAdd } from './useAdd.ts';

/** Adding, with or without asking for files first. */
export function usePickAndAdd() {
  const { host } = useTrax();
  const add = useAdd();
  const pickAndAdd = (kind: 'recordings' | 'folder'): void => add(host.pick(kind));
  return { add: add as (what: Picked | Promise<Picked>) => void, pickAndAdd };
}
