import { type Unsaved, type UnsavedStore, unsavedSchema } from './unsavedEdits.ts';

/** Every window has a key of its own and holds a lock of that name: a key whose lock is free was left behind. */
export function createUnsavedStore(storage: Storage, locks: LockManager, transcriptId: string): UnsavedStore {
  const prefix = `trax.unsaved.${transcriptId}.`;
  const own = prefix + crypto.randomUUID();
  const closing = Promise.withResolvers<void>();
  void locks.request(own, () => closing.promise);
  return {
    keep(unsaved) {
      if (Object.values(unsaved).every((held) => Object.keys(held).length === 0)) storage.removeItem(own);
      else storage.setItem(own, JSON.stringify(unsaved));
    },
    async takeLeft() {
      const left: Unsaved[] = [];
      for (const key of Object.keys(storage).filter((name) => name.startsWith(prefix) && name !== own)) {
        await locks.request(key, { ifAvailable: true }, (lock) => {
          if (!lock) return;
          const parsed = unsavedSchema.safeParse(JSON.parse(storage.getItem(key) ?? 'null'));
          storage.removeItem(key);
          if (parsed.success) left.push(parsed.data);
        });
      }
      return left;
    },
    close: () => closing.resolve(),
  };
}
