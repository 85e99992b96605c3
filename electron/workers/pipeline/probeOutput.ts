import type { AudioTrack, MediaInfo } from '../../../shared/contract/media.ts';

/** What ffmpeg says of a file when it is given one and asked for nothing. */
export type Probe = Pick<MediaInfo, 'container' | 'duration' | 'bitRate' | 'audioTracks' | 'video'>;

const inputLine = /^Input #0, (.+?), from '/m;
const durationLine = /^ {2}Duration: (?:(\d+):(\d+):(\d+(?:\.\d+)?)|N\/A)(?:.*?bitrate: (\d+) kb\/s)?/m;
const streamLine = /^ {2}Stream #0:(\d+)(?:\[0x[0-9a-f]+\])?(?:\((.*?)\))?: (Audio|Video): (.*)$/;
const titleLine = /^ {6}title\s+: (.*)$/;

/** Channels of the layouts that ffmpeg calls by a name; others are written as "6 channels" or "5.1(side)". */
const namedLayouts: Readonly<Record<string, number>> = {
  mono: 1,
  stereo: 2,
  downmix: 2,
  quad: 4,
  hexagonal: 6,
  octagonal: 8,
  cube: 8,
  hexadecagonal: 16,
};

/** Reads the description that `ffmpeg -i` writes to stderr; null when ffmpeg could not open the file. */
export function parseProbe(stderr: string): Probe | null {
  const container = inputLine.exec(stderr)?.[1];
  if (container === undefined) return null;
  const [, hours, minutes, seconds, kilobits] = durationLine.exec(stderr) ?? [];
  const audioTracks: AudioTrack[] = [];
  let video: Probe['video'] = null;
  let track: AudioTrack | null = null;
  for (const line of stderr.split(/\r?\n/)) {
    const [, index, language, kind, description = ''] = streamLine.exec(line) ?? [];
    if (line.startsWith('  Stream #')) track = null;
    if (kind === 'Audio') {
      track = parseAudioTrack(Number(index), language, description);
      audioTracks.push(track);
    }
    if (kind === 'Video' && !description.includes('(attached pic)')) video ??= parseVideo(description);
    const title = titleLine.exec(line)?.[1];
    if (track && title) track.title = title;
  }
  return {
    container,
    duration: hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    bitRate: kilobits === undefined ? null : Number(kilobits) * 1000,
    audioTracks,
    video,
  };
}

function parseAudioTrack(index: number, language: string | undefined, description: string): AudioTrack {
  const [codec = '', rate = '', layout = ''] = splitOutsideParentheses(description);
  return {
    index,
    codec: firstWord(codec),
    sampleRate: Number.parseInt(rate, 10) || 0,
    channels: channelsOf(layout),
    language: language === undefined || language === 'und' ? null : language,
    title: null,
    isDefault: description.includes('(default)'),
    peakDecibels: null,
  };
}

function parseVideo(description: string): Probe['video'] {
  const [, width, height] = /,? (\d{2,5})x(\d{2,5})\b/.exec(description) ?? [];
  return { codec: firstWord(description), width: Number(width ?? 0), height: Number(height ?? 0) };
}

/** How many channels a layout such as "mono", "5.1(side)" or "6 channels" has; 0 when it is not said. */
function channelsOf(layout: string): number {
  const name = layout.trim().replace(/\(.*/, '').split(' ')[0] ?? '';
  const counted = /^(\d+) channels/.exec(layout.trim())?.[1];
  if (counted) return Number(counted);
  if (/^\d+(\.\d+)+$/.test(name)) return name.split('.').reduce((sum, digits) => sum + Number(digits), 0);
  return namedLayouts[name] ?? 0;
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/, (?![^(]*\))/);
}

function firstWord(text: string): string {
  return /^[\w.-]+/.exec(text)?.[0] ?? '';
}
