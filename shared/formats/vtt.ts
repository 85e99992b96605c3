import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import type { TimedPiece } from '../transcript/timedText.ts';
import { type Cue, inOrder, linesOf } from './cue.ts';
import { layOutSubtitles, type Subtitle } from './subtitles.ts';
import { clockTime, parseTiming, toMilliseconds } from './time.ts';

/** WebVTT subtitles: speakers as voices (`<v Name>`), and where asked for a time before every word. */
export function printVtt(document: TranscriptDocument, options: ExportOptions): string {
  const cues = layOutSubtitles(document.segments, options, { withNames: false }).map((subtitle) => {
    const timing = `${clockTime(subtitle.start, '.')} --> ${clockTime(subtitle.end, '.')}`;
    const name = subtitle.speaker?.replace(/\s+/g, ' ').trim();
    const voice = options.speakers && name ? `<v ${withReferences(name)}>` : '';
    return `${timing}\n${voice}${bodyOf(subtitle, options.wordTimes)}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

function bodyOf(subtitle: Subtitle, withTimes: boolean): string {
  let last = subtitle.start;
  const timeBefore = (piece: TimedPiece): string => {
    const at = toMilliseconds(piece.start);
    if (!withTimes || at <= last || at >= subtitle.end) return '';
    last = at;
    return `<${clockTime(at, '.')}>`;
  };
  return subtitle.lines
    .map((line) =>
      line
        .map((piece, index) => {
          const space = index > 0 && piece.spaceBefore ? ' ' : '';
          return `${space}${timeBefore(piece)}${withReferences(piece.text)}`;
        })
        .join(''),
    )
    .join('\n');
}

const references: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ' };

function withReferences(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function withoutReferences(text: string): string {
  return text
    .replace(/&(?:amp|lt|gt|nbsp);/g, (reference) => references[reference] ?? reference)
    .replace(/&(?:lrm|rlm);/g, '');
}

/**
 * The cues of a WebVTT file, by start, with the first voice of each as its speaker. Forgives what the SRT parser forgives;
 * notes, styles and regions are skipped.
 */
export function parseVtt(text: string): Cue[] {
  const lines = linesOf(text);
  const cues: Cue[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const timing = parseTiming(lines[at] ?? '');
    if (!timing) continue;
    const body: string[] = [];
    while (isBody(lines[at + 1])) {
      at += 1;
      body.push(lines[at] ?? '');
    }
    cues.push({ ...timing, ...contentOf(body) });
  }
  return inOrder(cues);
}

function isBody(line: string | undefined): boolean {
  return line !== undefined && line.trim() !== '' && !parseTiming(line);
}

function contentOf(lines: readonly string[]): Pick<Cue, 'text' | 'speaker'> {
  const whole = lines.join('\n');
  const voice = /<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>/.exec(whole)?.[1]?.trim();
  const text = whole
    .replace(/<[^<>]*>/g, '')
    .split('\n')
    .map((line) => withoutReferences(line).trim())
    .filter((line) => line !== '')
    .join('\n');
  return { text, speaker: voice ? withoutReferences(voice) : null };
}
