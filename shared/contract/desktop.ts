import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { actionIdSchema } from '../actions.ts';
import { idSchema, procedure, secondsSchema } from './base.ts';

/** What only the desktop can do for a page. Served beside the contract, on the same port. */
export const desktopContract = {
  /** The system's dialog for files and folders; empty when it was dismissed. */
  pickPaths: procedure
    .input(z.object({ kind: z.enum(['recordings', 'folder', 'model', 'place']) }))
    .output(z.array(z.string())),
  /** Asks where to save; null when it was dismissed. */
  saveAs: procedure.input(z.object({ fileName: z.string() })).output(z.string().nullable()),
  /** Shows a file in the system's file manager. */
  reveal: procedure.input(z.object({ path: z.string() })).output(z.void()),
  /** Has the menu speak the page's language, with the keys that people gave to actions. */
  describeMenu: procedure
    .input(z.object({ language: z.string(), shortcuts: z.record(z.string(), z.array(z.string())) }))
    .output(z.void()),
  /** Has the spelling looked at in a language (ISO 639-1), where there is a dictionary for it. */
  checkSpelling: procedure.input(z.object({ language: z.string() })).output(z.void()),
  /** What the person chose in the menu, and files and links that the system asked to open. */
  commands: procedure.output(
    eventIterator(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('action'), id: actionIdSchema }),
        z.object({ type: z.literal('open-paths'), paths: z.array(z.string()) }),
        /** A link to a recording, and to a second of it. */
        z.object({ type: z.literal('open-recording'), id: idSchema, at: secondsSchema.nullable() }),
      ]),
    ),
  ),
};

/** What the preload script puts on `window.trax`: the least that a sandboxed page needs. */
export interface DesktopBridge {
  /** Asks for a fresh port to the core; it arrives as a window message `trax-port` with one port. */
  requestPort(): void;
  /** The absolute path of a dropped or picked `File`; empty when it has none. */
  pathForFile(file: object): string;
}
