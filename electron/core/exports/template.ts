import Mustache from 'mustache';
import type { ExportOptions } from '../../../shared/contract/exports.ts';
import { TraxError } from '../../../shared/errors.ts';
import { passagesOf, plainName } from '../../../shared/formats/reading.ts';
import { layOutSubtitles, textOfLines } from '../../../shared/formats/subtitles.ts';
import { clockSeconds, clockTime, toMilliseconds } from '../../../shared/formats/time.ts';
import { quoted, say } from '../../../shared/sentences.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';

/**
 * A document by a template of the person's own (Mustache; docs/formats.md names everything that can be filled in). Throws
 * INVALID_INPUT where the template is not well-formed.
 */
export function printTemplate(document: TranscriptDocument, options: ExportOptions): string {
  try {
    const text = Mustache.render(options.template, viewOf(document, options), {}, { escape: String });
    return text.endsWith('\n') ? text : `${text}\n`;
  } catch (cause) {
    throw new TraxError(
      'INVALID_INPUT',
      { reason: say('reason.template', { problem: quoted(cause) }) },
      { cause },
    );
  }
}

/** What a template can name. Lists are functions, so that only what is named is worked out. */
function viewOf(document: TranscriptDocument, options: ExportOptions) {
  const { title, language, model, createdAt, segments } = document;
  return {
    title,
    language: language ?? '',
    model: model ?? '',
    date: createdAt.slice(0, 10),
    duration: timeView(document.duration ?? 0),
    speakers: () => [...new Set(segments.flatMap(({ speaker }) => speaker ?? []))].map(plainName),
    paragraphs: () =>
      passagesOf(document, options).map(({ text, speaker, ...times }, index) => ({
        number: index + 1,
        ...spanView(times),
        speaker: plainName(speaker),
        text,
      })),
    segments: () =>
      segments.map(({ text, speaker, words, ...times }, index) => ({
        number: index + 1,
        ...spanView(times),
        speaker: plainName(speaker),
        text,
        words: () => words.map((word) => ({ ...spanView(word), text: word.text.trim() })),
      })),
    subtitles: () =>
      layOutSubtitles(segments, options, { withNames: false }).map((subtitle, index) => ({
        number: index + 1,
        ...spanView({ start: subtitle.start / 1000, end: subtitle.end / 1000 }),
        speaker: plainName(subtitle.speaker),
        text: textOfLines(subtitle),
      })),
  };
}

function spanView({ start, end }: { start: number; end: number }) {
  return { start: timeView(start), end: timeView(end) };
}

/** A time in the ways that files write it. */
function timeView(seconds: number) {
  const milliseconds = toMilliseconds(seconds);
  return {
    seconds: (milliseconds / 1000).toFixed(3),
    milliseconds,
    clock: clockSeconds(seconds),
    srt: clockTime(milliseconds, ','),
    vtt: clockTime(milliseconds, '.'),
  };
}
