import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { idSchema, procedure } from './base.ts';

/** The ending of a file that holds recordings with all that belongs to them. */
export const archiveEnding = 'trax';

const countsSchema = z.object({
  /** Rows and files that were written; what was there already does not count. */
  rows: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
});
export type PortabilityCounts = z.infer<typeof countsSchema>;

export const carryKindSchema = z.enum(['export', 'import', 'copy', 'open', 'move']);
export type CarryKind = z.infer<typeof carryKindSchema>;

/** What is being done: rows are counted, the others in bytes. */
export const carryStageSchema = z.enum(['checking', 'files', 'rows']);
export type CarryStage = z.infer<typeof carryStageSchema>;

/**
 * A whole library exported or imported, recordings copied into an archive or opened from one, or the data folder moved: how
 * far it is.
 */
export const carryJobSchema = z.object({
  kind: carryKindSchema,
  /** The folder or file. */
  path: z.string(),
  stage: carryStageSchema,
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
});
export type CarryJob = z.infer<typeof carryJobSchema>;

/** How the last export or import of the library ended in this process. */
export const carryEndingSchema = z.object({
  kind: carryKindSchema,
  path: z.string(),
  counts: countsSchema.nullable(),
  failure: failureSchema.nullable(),
});
export type CarryEnding = z.infer<typeof carryEndingSchema>;

const viewSchema = z.object({ job: carryJobSchema.nullable(), ending: carryEndingSchema.nullable() });
export type PortabilityView = z.infer<typeof viewSchema>;

/** So many recordings fit into one file that is asked for by an address; more are a library. */
export const mostInArchive = 1000;

const exportWish = z.object({ folder: z.string().min(1), media: z.boolean().default(false) });
const importWish = z.object({ folder: z.string().min(1) });
const copyWish = z.object({
  ids: z.array(idSchema).min(1).max(mostInArchive),
  /** The file to write; an existing one is replaced as a whole or not at all. */
  path: z.string().min(1),
  media: z.boolean().default(false),
});

/**
 * Paths are absolute. One of these at a time. Exports and imports of the library can be stopped and begun again; what is
 * there already is not done twice.
 */
export const portabilityContract = {
  exportLibrary: procedure.input(exportWish).output(countsSchema),
  importLibrary: procedure.input(importWish).output(countsSchema),
  /** The same without waiting for their end: it is told by events, and stands in the view. */
  startExport: procedure.input(exportWish).output(z.object({ started: z.boolean() })),
  startImport: procedure.input(importWish).output(z.object({ started: z.boolean() })),
  view: procedure.output(viewSchema),
  cancel: procedure.output(z.object({ cancelled: z.boolean() })),
  /** Writes recordings with their transcripts, versions and speakers into one file. */
  exportRecordings: procedure.input(copyWish).output(countsSchema.extend({ size: z.number().int() })),
  /**
   * Takes the recordings of such a file in: all of it or nothing. A recording that is here already stays as it is, but is taken
   * out of the bin; `newIds` are those that were not to be seen before.
   */
  importRecordings: procedure
    .input(z.object({ path: z.string().min(1) }))
    .output(countsSchema.extend({ recordingIds: z.array(idSchema), newIds: z.array(idSchema) })),
};
