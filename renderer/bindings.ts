import { type ActionId, actions, type Bindings, keysOf } from '../shared/actions.ts';

/** The other action that has these keys, if there is one. */
export function holderOf(keys: string, bindings: Bindings, except: ActionId): ActionId | undefined {
  const ids = Object.keys(actions) as ActionId[];
  return ids.find((id) => id !== except && keysOf(id, bindings).includes(keys));
}

/** The bindings with an action's keys taken away. */
export function withoutKeys(bindings: Bindings, id: ActionId): Bindings {
  return withoutUsual({ ...bindings, [id]: [] });
}

/** The bindings with keys given to an action, and taken from the one that had them. */
export function withKeys(bindings: Bindings, id: ActionId, keys: string): Bindings {
  const holder = holderOf(keys, bindings, id);
  const left = holder && { [holder]: keysOf(holder, bindings).filter((each) => each !== keys) };
  return withoutUsual({ ...bindings, ...left, [id]: [keys] });
}

/** The bindings with an action's usual keys, which are taken from whoever has them now. */
export function withUsualKeys(bindings: Bindings, id: ActionId): Bindings {
  const { [id]: _, ...others } = bindings;
  const usual: readonly string[] = actions[id].keys;
  const left = Object.entries(others).map(([name, keys]) => [
    name,
    keys.filter((each) => !usual.includes(each)),
  ]);
  return withoutUsual(Object.fromEntries(left));
}

/** What is as usual need not be kept: a later Trax may have better keys. */
function withoutUsual(bindings: Bindings): Bindings {
  const isUsual = (id: string, keys: readonly string[]) =>
    JSON.stringify(actions[id as ActionId]?.keys ?? null) === JSON.stringify(keys);
  return Object.fromEntries(Object.entries(bindings).filter(([id, keys]) => !isUsual(id, keys)));
}
