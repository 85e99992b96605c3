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

/** The caps of an action's first shortcut; undefined where it has none. */
export function useCapsOf(): (id: ActionId) => readonly string[] | undefined {
  const bindings = useBindings();
  return (id) => {
    const [first] = keysOf(id, bindings);
    return first === undefined ? undefined : capsOf(first, isMac(navigator));
  };
}
