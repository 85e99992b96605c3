import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { safetyJobSchema } from './backups.ts';
import { idSchema, procedure } from './base.ts';
import { carryJobSchema } from './portability.ts';
import { itemSchema } from './queue.ts';

/** What has changed. Events say where to look; only progress carries its figures, since nobody should ask for them. */
export const traxEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('recordings'), ids: z.array(idSchema) }),
  z.object({ type: z.literal('item'), item: itemSchema }),
  z.object({ type: z.literal('batch'), id: idSchema }),
  z.object({ type: z.literal('segments'), transcriptId: idSchema, recordingId: idSchema }),
  z.object({
    type: z.literal('edited'),
    transcriptId: idSchema,
    recordingId: idSchema,
    sequence: z.number().int(),
  }),
  z.object({ type: z.literal('notes'), recordingId: idSchema }),
  z.object({ type: z.literal('replacements') }),
  z.object({ type: z.literal('model'), name: z.string() }),
  z.object({ type: z.literal('settings') }),
  /** Who works, or may, has changed. */
  z.object({ type: z.literal('computers') }),
  z.object({ type: z.literal('watchFolders') }),
  /** The database is lost and being started again, or is back. */
  z.object({ type: z.literal('database'), health: z.enum(['ready', 'recovering']) }),
  /** A backup or restoration: how far it is, or null when it has ended. */
  z.object({ type: z.literal('safety'), job: safetyJobSchema.nullable() }),
  /** The library was looked through for damage. */
  z.object({ type: z.literal('check') }),
  /** An export or import of the library: how far it is, or null when it has ended. */
  z.object({ type: z.literal('carry'), job: carryJobSchema.nullable() }),
  /** After a gap (reconnect, recovery) everything held may be stale. */
  z.object({ type: z.literal('everything') }),
]);
export type TraxEvent = z.infer<typeof traxEventSchema>;

export const eventsContract = {
  subscribe: procedure.output(eventIterator(traxEventSchema)),
};
