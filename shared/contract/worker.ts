import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  coverageEntrySchema,
  discardedTextSchema,
  spokenSegmentSchema,
  wordSchema,
} from '../transcript/segment.ts';
import { procedure, secondsSchema } from './base.ts';
import { mediaInfoSchema } from './media.ts';
import { transcribeOptionsSchema } from './options.ts';

/** What the core can ask of a worker process. The answers cross the process channel. */

/** How to reach the recogniser that the options name. Paths are absolute. */
export const engineConnectionSchema = z.discriminatedUnion('engine', [
  z.object({ engine: z.literal('whisper.cpp'), serverPath: z.string(), modelPath: z.string() }),
  /** `modulePath` is the file of `@fugood/whisper.node` to import. */
  z.object({ engine: z.literal('whisper.node'), modulePath: z.string(), modelPath: z.string() }),
  z.object({
    engine: z.literal('openai'),
    baseUrl: z.url(),
    apiKey: z.string().nullable(),
    model: z.string(),
    /** The largest upload that the endpoint takes, in bytes. OpenAI's own is 25 MB. */
    maxUploadBytes: z.number().int().positive(),
  }),
]);
export type EngineConnection = z.infer<typeof engineConnectionSchema>;

export const transcribeJobSchema = z.object({
  path: z.string(),
  ffmpegPath: z.string(),
  /** ffmpeg's stream index of the track to transcribe. */
  track: z.number().int().nonnegative(),
  /** Seconds, as probed; null when the container does not say. Only for progress. */
  duration: secondsSchema.nullable(),
  /** Everything before this second is stored already: it is decoded and skipped. */
  resumeAt: secondsSchema,
  /** The text stored just before `resumeAt`, for loop detection and context across the resume. */
  textBefore: z.string(),
  options: transcribeOptionsSchema,
  connection: engineConnectionSchema,
  /** The Silero model; null falls back to the energy detector. */
  speechModelPath: z.string().nullable(),
  threads: z.number().int().positive(),
  /** Where the waveform peaks go. */
  peaksPath: z.string(),
});
export type TranscribeJob = z.infer<typeof transcribeJobSchema>;

/** A window that is final: its text, what covers it, and the engine's own words. Windows tile the recording in order. */
export const finishedWindowSchema = z.object({
  start: secondsSchema,
  end: secondsSchema,
  segments: z.array(spokenSegmentSchema),
  coverage: z.array(coverageEntrySchema),
  discarded: z.array(discardedTextSchema),
  /** The engine's complete responses for this window, in the order they were asked for. */
  raw: z.array(z.unknown()),
  language: z.string().nullable(),
});
export type FinishedWindow = z.infer<typeof finishedWindowSchema>;

/** A process that the worker started, so that the core can sweep it after a crash; null when it has ended. */
const processEventSchema = z.object({
  type: z.literal('process'),
  pid: z.number().int().nullable(),
  description: z.string(),
});
/** Sound that was sent to an endpoint and answered, in seconds. */
const sentEventSchema = z.object({ type: z.literal('sent'), seconds: secondsSchema });
/** What engines tell whoever follows their work. */
export type News = z.infer<typeof processEventSchema | typeof sentEventSchema>;

export const transcribeEventSchema = z.discriminatedUnion('type', [
  /** `loading` the model, `decoding` what was stored already (resume), `recognizing`. */
  z.object({ type: z.literal('stage'), stage: z.enum(['loading', 'decoding', 'recognizing']) }),
  z.object({ type: z.literal('window'), window: finishedWindowSchema }),
  processEventSchema,
  sentEventSchema,
  /** The most memory that worker and engine have had in use together so far. */
  z.object({ type: z.literal('memory'), megabytes: z.number().positive() }),
  z.object({
    type: z.literal('finished'),
    /** Seconds of audio that were really there. */
    duration: secondsSchema,
    /** True when the decoder met damage and the end of the recording may be missing. */
    isTruncated: z.boolean(),
  }),
]);
export type TranscribeEvent = z.infer<typeof transcribeEventSchema>;

export const preprocessJobSchema = z.object({ path: z.string(), ffmpegPath: z.string() });

export const playbackJobSchema = z.object({
  path: z.string(),
  ffmpegPath: z.string(),
  track: z.number().int().nonnegative(),
  /** Where the small M4A (AAC) copy goes; written beside it first, then renamed. */
  outputPath: z.string(),
});

/** Lines that people wrote, to be found in the sound. */
export const alignJobSchema = transcribeJobSchema
  .pick({ path: true, ffmpegPath: true, track: true, connection: true, threads: true })
  .extend({
    /** `auto` or an ISO 639-1 code. */
    language: z.string(),
    /** Not longer than an engine takes at a time; `words` are the text with the times that it has. */
    lines: z.array(
      z.object({
        id: z.string(),
        start: secondsSchema,
        end: secondsSchema,
        words: z.array(wordSchema).min(1),
      }),
    ),
  });
export type AlignJob = z.infer<typeof alignJobSchema>;

export const alignEventSchema = z.discriminatedUnion('type', [
  processEventSchema,
  sentEventSchema,
  /** A line's words with their times; null where something else is heard there. */
  z.object({ type: z.literal('line'), id: z.string(), words: z.array(wordSchema).nullable() }),
]);
export type AlignEvent = z.infer<typeof alignEventSchema>;

export const workerContract = {
  /** Decodes, recognises, and gives windows as they are final. Ends with `finished` or throws a failure. */
  transcribe: procedure.input(transcribeJobSchema).output(eventIterator(transcribeEventSchema)),
  /** Finds lines in the sound again, one after the other. */
  alignText: procedure.input(alignJobSchema).output(eventIterator(alignEventSchema)),
  /** Probes the file, hashes it and chooses the track. */
  preprocess: procedure.input(preprocessJobSchema).output(mediaInfoSchema),
  /** Makes a copy that Chromium can play. */
  makePlaybackCopy: procedure.input(playbackJobSchema).output(z.object({ size: z.number().int() })),
  /** Loads a model far from the core, since a bad file can end the process. Throws MODEL_DAMAGED. */
  checkModel: procedure
    .input(z.object({ connection: engineConnectionSchema }))
    .output(z.object({ secondsToLoad: z.number() })),
};
