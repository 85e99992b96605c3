import type { TFunction } from 'i18next';
import type { AudioTrack, MediaInfo } from '../../../shared/contract/media.ts';
import { languageName } from '../../format.ts';

/** An audio track in a few words: `aac, 48 kHz, 2 channels, German`. */
export function trackWords(t: TFunction, track: AudioTrack, language: string): string {
  const kilohertz = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(
    track.sampleRate / 1000,
  );
  const facts = [
    track.title,
    codecWords(track.codec),
    track.sampleRate > 0 && `${kilohertz} kHz`,
    track.channels > 0 && t('library.detail.channels', { count: track.channels }),
    track.language && track.language !== 'und' && languageName(track.language, language),
  ];
  return facts.filter(Boolean).join(', ');
}

/** How sound or picture is stored: `pcm` for `pcm_s16le`; what is behind the line matters to programs only. */
const codecWords = (codec: string) => codec.replace(/_.*/, '');

/** What a file is packed in. One reader may stand for many of them (`mov,mp4,m4a`): the file's own ending says which. */
export function containerWords({ container }: MediaInfo, path: string): string {
  const known = container.split(',');
  const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
  return known.includes(ending) ? ending : (known[0] ?? container);
}

/** A picture in a few words: `h264, 1920 × 1080`. */
export function videoWords({ codec, width, height }: NonNullable<MediaInfo['video']>): string {
  return `${codecWords(codec)}, ${width} × ${height}`;
}
