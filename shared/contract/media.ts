import { z } from 'zod';
import { secondsSchema } from './base.ts';

/** One audio track of a media file as ffmpeg lists it. */
export const audioTrackSchema = z.object({
  /** ffmpeg's stream index, for `-map 0:index`. */
  index: z.number().int().nonnegative(),
  codec: z.string(),
  sampleRate: z.number().int().nonnegative(),
  channels: z.number().int().nonnegative(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
  /** Loudest 0.1 s of the probed stretch in dBFS; null when it was not measured. -91 and less is digital silence. */
  peakDecibels: z.number().nullable(),
});
export type AudioTrack = z.infer<typeof audioTrackSchema>;

/** What is known of a media file before it is transcribed; stored as `media_files.format_info`. */
export const mediaInfoSchema = z.object({
  container: z.string(),
  duration: secondsSchema.nullable(),
  bitRate: z.number().nonnegative().nullable(),
  audioTracks: z.array(audioTrackSchema),
  /** The track that is transcribed: never a silent one when another has sound. */
  chosenTrack: z.number().int().nonnegative().nullable(),
  video: z.object({ codec: z.string(), width: z.number().int(), height: z.number().int() }).nullable(),
  /** sha256 of the whole file, hexadecimal. */
  sha256: z.string(),
  size: z.number().int().nonnegative(),
  /** When the file was last changed, in milliseconds since 1970; older entries do without. */
  modifiedMs: z.number().optional(),
  /** Whether Chromium plays the file as it is; otherwise a playback copy is made. */
  isPlayable: z.boolean(),
});
export type MediaInfo = z.infer<typeof mediaInfoSchema>;
