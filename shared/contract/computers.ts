import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { momentSchema, procedure, secondsSchema } from './base.ts';

/** A time of the day on the computer's own clock. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day is HH:MM');

/** Why a computer begins nothing, although there is work. */
export const holdSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('battery') }),
  /** Outside of the hours in which people let it work. */
  z.object({ reason: z.literal('hours'), from: timeOfDaySchema, to: timeOfDaySchema }),
  /** Somebody wished that what runs be finished and nothing new begun. */
  z.object({ reason: z.literal('stopped') }),
  /** Another version of Trax looks after the library. */
  z.object({ reason: z.literal('version'), own: z.string(), library: z.string() }),
]);
export type Hold = z.infer<typeof holdSchema>;

/** How a core's recordings can be fetched by other computers: over TLS with the key, at one of the addresses. */
export const shareSchema = z.object({ addresses: z.array(z.string()), key: z.string() });
export type Share = z.infer<typeof shareSchema>;

/** A process that works on this library at the moment. */
export const coreSchema = z.object({
  computerId: z.string(),
  /** The computer's name, as its system gives it. */
  name: z.string(),
  isThisComputer: z.boolean(),
  /** False for a helper that takes work only: `trax worker`. */
  isHome: z.boolean(),
  version: z.string(),
  /** Recordings at the same time by its own recogniser. */
  places: z.number().int().nonnegative(),
  running: z.number().int().nonnegative(),
  hold: holdSchema.nullable(),
  /** Where other computers can fetch its recordings; null when they cannot. */
  sharePort: z.number().int().nullable(),
  /** Why they cannot although it is wished for. */
  shareFailure: failureSchema.nullable(),
});
export type CoreView = z.infer<typeof coreSchema>;

/** What a computer has learnt about a model by running out of memory. */
export const memoryLimitSchema = z.object({
  computerId: z.string(),
  name: z.string(),
  model: z.string(),
  mostAtOnce: z.number().int().positive(),
  /** The smaller model that takes its place there; null while it is used itself. */
  replacedBy: z.string().nullable(),
  since: momentSchema,
});
export type MemoryLimit = z.infer<typeof memoryLimitSchema>;

/** What was sent to a recogniser that somebody else runs. */
export const endpointUseSchema = z.object({
  url: z.string(),
  sentSeconds: secondsSchema,
  /** Until when it has asked to be left alone; null when it has not. */
  blockedUntil: momentSchema.nullable(),
  blockedBy: z.enum(['busy', 'quota']).nullable(),
});
export type EndpointUse = z.infer<typeof endpointUseSchema>;

export const computersContract = {
  /** Who works on this library now, what was learnt about memory, and how endpoints stand. */
  view: procedure.output(
    z.object({
      cores: z.array(coreSchema),
      /** Computers of this library on which nothing works now. */
      away: z.array(z.object({ id: z.string(), name: z.string(), seenAt: momentSchema })),
      limits: z.array(memoryLimitSchema),
      endpoints: z.array(endpointUseSchema),
    }),
  ),
  /** Forgets a computer that is gone: its recordings are then taken to lie wherever their paths lead. */
  forget: procedure.input(z.object({ id: z.string() })),
  /** Forgets what a computer has learnt about a model's memory, so that it tries again. */
  forgetLimit: procedure.input(z.object({ computerId: z.string(), model: z.string() })),
  /** Asks an endpoint again at once, whatever wait it asked for. */
  unblock: procedure.input(z.object({ url: z.string() })),
};
