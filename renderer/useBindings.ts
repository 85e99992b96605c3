import { useQuery } from '@tanstack/react-query';
import { type ActionId, type Bindings, keysOf } from '../shared/actions.ts';
import { capsOf } from './keys.ts';
import { isMac } from './platform.ts';
import { useTrax } from './trax.ts';

/** The keys of actions as they are now. */
export function useBindings(): Bindings {
  const { api } = useTrax();
  return useQuery(api.settings.get.queryOptions()).data?.shortcuts ?? {};
}

/** The caps of an action's first shortcut, or of another one; undefined where it has none. */
export function useCapsOf(): (id: ActionId, which?: number) => readonly string[] | undefined {
  const bindings = useBindings();
  return (id, which = 0) => {
    const keys = keysOf(id, bindings)[which];
    return keys === undefined ? undefined : capsOf(keys, isMac(navigator));
  };
}
