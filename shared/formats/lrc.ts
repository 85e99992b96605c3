import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import type { TimedPiece } from '../transcript/timedText.ts';
import { layOutSubtitles } from './subtitles.ts';
import { toMilliseconds } from './time.ts';

/** Lyrics for music players: one line at a time, each with its start; with word times, one before every word as well. */
export function printLrc(document: TranscriptDocument, options: ExportOptions): string {
  const subtitles = layOutSubtitles(
    document.segments,
    { ...options, lines: 1 },
    { withNames: options.speakers },
  );
  const lines = subtitles.map(({ start, lines: [line = []] }) => {
    return `[${clock(start)}]${options.wordTimes ? withTimes(line) : textOf(line)}`;
  });
  const length = document.duration === null ? [] : [`[length:${clock(toMilliseconds(document.duration))}]`];
  return `${[`[ti:${document.title.replace(/[\s\]]+/g, ' ').trim()}]`, ...length, ...lines].join('\n')}\n`;
}

function withTimes(line: readonly TimedPiece[]): string {
  return line.map((piece) => `<${clock(toMilliseconds(piece.start))}>${spaced(piece)}`).join('');
}

function textOf(line: readonly TimedPiece[]): string {
  return line.map(spaced).join('').trimStart();
}

function spaced(piece: TimedPiece): string {
  return piece.spaceBefore ? ` ${piece.text}` : piece.text;
}

/** `mm:ss.cc`; the format knows no hours. */
function clock(milliseconds: number): string {
  const hundredths = Math.round(milliseconds / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(hundredths / 6000))}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}
