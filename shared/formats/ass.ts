import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { plainName } from './reading.ts';
import { layOutSubtitles, type Subtitle, textOfLines } from './subtitles.ts';
import { toMilliseconds } from './time.ts';

/** White on a dark outline at the foot of the picture: what players show where a file says nothing. */
const style =
  'Style: Default,Arial,54,&H00FFFFFF,&H0000D7FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,0,2,60,60,48,1';

/**
 * Advanced SubStation Alpha, version 4.00+. Speakers stand in the field for names; with word times every word carries how
 * long it is sung (`\k`).
 */
export function printAss(document: TranscriptDocument, options: ExportOptions): string {
  const events = layOutSubtitles(document.segments, options, { withNames: options.speakers }).map(
    (subtitle) => {
      const [start, end] = [centiseconds(subtitle.start), centiseconds(subtitle.end)];
      const name = options.speakers ? plainName(subtitle.speaker).replaceAll(',', ' ') : '';
      const body = options.wordTimes ? sung(subtitle) : escaped(textOfLines(subtitle));
      return `Dialogue: 0,${clock(start)},${clock(Math.max(start + 1, end))},Default,${name},0,0,0,,${body}`;
    },
  );
  return `${[
    '[Script Info]',
    `Title: ${document.title.replace(/\s+/g, ' ')}`,
    'ScriptType: v4.00+',
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    'PlayResX: 1920',
    'PlayResY: 1080',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    style,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
  ].join('\n')}\n`;
}

/** Each word with the hundredths until the next begins. */
function sung(subtitle: Subtitle): string {
  const starts = subtitle.lines.flat().map((piece) => centiseconds(toMilliseconds(piece.start)));
  const end = centiseconds(subtitle.end);
  let reached = centiseconds(subtitle.start);
  let place = 0;
  return subtitle.lines
    .map((line) =>
      line
        .map((piece, index) => {
          place += 1;
          const until = Math.max(reached, Math.min(end, starts[place] ?? end));
          const length = until - reached;
          reached = until;
          return `${index > 0 && piece.spaceBefore ? ' ' : ''}{\\k${length}}${escaped(piece.text)}`;
        })
        .join(''),
    )
    .join('\\N');
}

/** Braces begin codes and a backslash may: a word joiner after it keeps it a backslash. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\u2060')
    .replace(/[{}]/g, (brace) => `\\${brace}`)
    .replaceAll('\n', '\\N');
}

function centiseconds(milliseconds: number): number {
  return Math.round(milliseconds / 10);
}

/** `h:mm:ss.cc` */
function clock(hundredths: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(hundredths / 100);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}
