import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Comparison } from '../../../shared/contract/ingest.ts';

/** A recording that is in the library already, as a person is asked about it. */
export type Repeat = Comparison['repeats'][number] & { recordingId: string };

export interface Comparing {
  /** Additions that are compared with the library at the moment, each with how far it is (0..1). */
  under: readonly { id: number; share: number }[];
  /** What was found to be here already and is asked about, one addition after the other. */
  asked: readonly (readonly Repeat[])[];
  begin(cancel: () => void): number;
  advance(id: number, share: number): void;
  end(id: number): void;
  cancelAll(): void;
  ask(repeats: readonly Repeat[]): void;
  /** The first question is answered. */
  answer(): void;
}

/** What of an addition is here already: how far the comparison is, and what people are asked then. */
export function createComparing(): StoreApi<Comparing> {
  const cancels = new Map<number, () => void>();
  let last = 0;
  return createStore<Comparing>((set) => ({
    under: [],
    asked: [],
    begin(cancel) {
      const id = ++last;
      cancels.set(id, cancel);
      set(({ under }) => ({ under: [...under, { id, share: 0 }] }));
      return id;
    },
    advance: (id, share) =>
      set(({ under }) => ({ under: under.map((one) => (one.id === id ? { id, share } : one)) })),
    end(id) {
      cancels.delete(id);
      set(({ under }) => ({ under: under.filter((one) => one.id !== id) }));
    },
    cancelAll() {
      for (const cancel of cancels.values()) cancel();
    },
    ask: (repeats) => set(({ asked }) => ({ asked: repeats.length > 0 ? [...asked, repeats] : asked })),
    answer: () => set(({ asked }) => ({ asked: asked.slice(1) })),
  }));
}
