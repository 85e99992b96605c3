import { z } from 'zod';
import { askedCommandSchema } from '../../../shared/transcript/editCommand.ts';

/** What was done or typed and is not stored by the core yet. */
export const unsavedSchema = z.object({
  /** With the name under which each was asked for: it may be stored, and only the answer lost. */
  commands: z.array(askedCommandSchema.and(z.object({ request: z.uuid().optional() }))),
  /** Texts as they stand on the screen, by segment. */
  typed: z.record(z.string(), z.string()),
  /** Texts that another window was faster than, by segment, until the person has decided. */
  undecided: z.record(z.string(), z.string()).default({}),
  /** Where the segments of such texts were that are gone. */
  places: z
    .record(z.string(), z.object({ start: z.number(), end: z.number(), speaker: z.string().nullable() }))
    .default({}),
});
export type Unsaved = z.infer<typeof unsavedSchema>;

/** Keeps what is not stored yet where a closed window does not lose it. */
export interface UnsavedStore {
  keep(unsaved: Unsaved): void;
  /** What windows left behind that are closed now. It is forgotten here: whoever takes it has to keep it. */
  takeLeft(): Promise<Unsaved[]>;
  close(): void;
}
