import type { Probe } from './probeOutput.ts';

/**
 * What Chromium's media stack opens, by ffmpeg's names (chromium, media/base/supported_types and its ffmpeg
 * configuration). ffmpeg calls MKV and WebM by one name; only what WebM may hold counts there.
 */
const playable: Readonly<Record<string, { audio: readonly string[]; video: readonly string[] }>> = {
  wav: {
    audio: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_mulaw', 'pcm_alaw'],
    video: [],
  },
  mp3: { audio: ['mp3'], video: [] },
  flac: { audio: ['flac'], video: [] },
  aac: { audio: ['aac'], video: [] },
  ogg: { audio: ['opus', 'vorbis', 'flac'], video: [] },
  'matroska,webm': { audio: ['opus', 'vorbis'], video: ['vp8', 'vp9', 'av1'] },
  'mov,mp4,m4a,3gp,3g2,mj2': {
    audio: ['aac', 'mp3', 'flac', 'opus'],
    video: ['h264', 'vp9', 'av1'],
  },
};

/** Whether Chromium plays the file as it is, and plays the chosen track: it always takes the first one. */
export function isPlayable(probe: Probe, chosenTrack: number): boolean {
  const known = playable[probe.container];
  const first = probe.audioTracks[0];
  if (!known || !first || first.index !== chosenTrack) return false;
  return known.audio.includes(first.codec) && (!probe.video || known.video.includes(probe.video.codec));
}
