import { TraxError } from '../errors.ts';
import { say } from '../sentences.ts';
import { joinTexts } from '../transcript/script.ts';
import type { Cue } from './cue.ts';
import type { ImportedPassage, ImportedText } from './imported.ts';
import { parseJson } from './json.ts';
import { parseTxt } from './parseTxt.ts';
import { withSpeakerNames } from './speakerNames.ts';
import { parseSrt } from './srt.ts';
import { parseTiming } from './time.ts';
import { parseVtt } from './vtt.ts';

/** Endings of files that are transcripts, not recordings. */
export const transcriptEndings = ['srt', 'vtt', 'txt', 'json'] as const;

/** Whether a file is a transcript by its name. */
export function isTranscriptName(name: string): boolean {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  return transcriptEndings.some((known) => known === ending);
}

/**
 * The transcript in a file's text, whatever the file is called: what it holds says what it is. Throws INVALID_INPUT where
 * nobody says anything in it, or where it is JSON of another kind.
 */
export function parseTranscript(text: string): ImportedText {
  const imported = read(text.replace(/^\ufeff/, ''));
  const passages = imported.passages.filter((passage) => passage.text.trim() !== '');
  if (passages.length === 0) throw new TraxError('INVALID_INPUT', { reason: say('reason.noText') });
  return { ...imported, passages };
}

function read(text: string): ImportedText {
  if (/^\s*\{/.test(text) && !hasTimings(text)) {
    const { segments, language } = parseJson(text);
    return { passages: segments, language };
  }
  if (/^WEBVTT(?:\s|$)/.test(text))
    return { passages: passagesOf(parseVtt(text)), language: languageIn(text) };
  if (hasTimings(text)) return { passages: passagesOf(parseSrt(text)), language: null };
  return { passages: parseTxt(text), language: null };
}

function hasTimings(text: string): boolean {
  return text.split(/\r\n|\n|\r/).some((line) => line.includes('->') && parseTiming(line) !== null);
}

/** `Language: de` in the head of a WebVTT file, as YouTube writes it. */
function languageIn(text: string): string | null {
  return /^Language:\s*([a-z]{2})\b/m.exec(text.slice(0, 500))?.[1] ?? null;
}

function passagesOf(cues: readonly Cue[]): ImportedPassage[] {
  const said = withoutRolledLines(cues).map(({ start, end, text, speaker }) => ({
    start,
    end,
    speaker,
    text: joinTexts(text.split('\n')),
  }));
  return withSpeakerNames(said.filter(({ text }) => text !== ''));
}

/** Captions that roll up show the line before again: what a cue repeats of the one before it was not said twice. */
function withoutRolledLines(cues: readonly Cue[]): Cue[] {
  let before: string[] = [];
  let shownUntil = 0;
  return cues.map((cue) => {
    const lines = cue.text.split('\n');
    const isNext = cue.start - shownUntil < 0.1;
    const repeated =
      isNext &&
      before.length > 0 &&
      lines[0] === before.at(-1) &&
      (lines.length > 1 || cue.end - cue.start < 0.1);
    before = lines;
    shownUntil = cue.end;
    return repeated ? { ...cue, text: lines.slice(1).join('\n') } : cue;
  });
}
