import { z } from 'zod';
import { procedure } from './base.ts';

const countsSchema = z.object({
  /** Rows and files that were written; what was there already does not count. */
  rows: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
});
export type PortabilityCounts = z.infer<typeof countsSchema>;

/** Folders are absolute. Both can be stopped and begun again; what is there already is not done twice. */
export const portabilityContract = {
  exportLibrary: procedure
    .input(z.object({ folder: z.string().min(1), media: z.boolean().default(false) }))
    .output(countsSchema),
  importLibrary: procedure.input(z.object({ folder: z.string().min(1) })).output(countsSchema),
};
