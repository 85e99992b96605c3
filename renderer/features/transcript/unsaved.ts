import { z } from 'zod';
import { askedCommandSchema } from '../../../shared/transcript/editCommand.ts';

/** What was done or typed and is not stored by the core yet. */
const unsavedSchema = z.object({
  commands: z.array(askedCommandSchema),
  /** Texts as they stand on the screen, by segment. */
  typed: z.record(z.string(), z.string()),
});
export type Unsaved = z.infer<typeof unsavedSchema>;

/** Keeps what is not stored yet where a closed window does not lose it. */
export interface UnsavedStore {
  keep(unsaved: Unsaved): void;
  /** What windows left behind that are closed now. It is forgotten here: whoever takes it has to keep it. */
  takeLeft(): Promise<Unsaved[]>;
  close(): void;
}

/** Every window has a key of its own and holds a lock of that name: a key whose lock is free was left behind. */
export function createUnsavedStore(storage: Storage, locks: LockManager, transcriptId: string): UnsavedStore {
  const prefix = `trax.unsaved.${transcriptId}.`;
  const own = prefix + crypto.randomUUID();
  const closing = Promise.withResolvers<void>();
  void locks.request(own, () => closing.promise);
  return {
    keep(unsaved) {
      if (unsaved.commands.length === 0 && Object.keys(unsaved.typed).length === 0) storage.removeItem(own);
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
