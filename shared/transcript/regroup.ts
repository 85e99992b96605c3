import { lowConfidence, mean } from '../quality/confidence.ts';
import { shortestWord } from './invariant.ts';
import { tidyText, withWords } from './retext.ts';
import { graphemesOf, joinTexts } from './script.ts';
import type { EditableSegment, Word } from './segment.ts';
import { wordsOf } from './wordTimes.ts';

/**
 * A segment in two, cut at a place of its text (UTF-16 units, moved to the end of a character). Null when one half would
 * have no text. The second half still has the first one's id and position.
 */
export function splitSegment(
  segment: EditableSegment,
  at: number,
): [EditableSegment, EditableSegment] | null {
  const cut = placesOfWords(segment, wholeCharacter(segment.text, at));
  const texts = [tidyText(segment.text.slice(0, cut.at)), tidyText(segment.text.slice(cut.at))] as const;
  if (texts[0] === '' || texts[1] === '') return null;
  const length = segment.text.length;
  const middle = segment.start + ((segment.end - segment.start) * cut.at) / Math.max(1, length);
  const end = cut.before.at(-1)?.end ?? middle;
  const start = cut.after[0]?.start ?? middle;
  return [
    withWords({ ...segment, end }, texts[0], cut.before),
    withWords({ ...segment, start }, texts[1], cut.after),
  ];
}

/** Two segments in a row as one, under the name of the first. */
export function joinSegments(first: EditableSegment, second: EditableSegment): EditableSegment {
  const parts = [first, second].filter(({ text }) => text.trim() !== '').map(wordsOf);
  // One half without times leaves the whole without.
  const words = parts.some((part) => part.length === 0) ? [] : parts.flat();
  const confidence =
    mean(words.map((word) => word.confidence)) ?? Math.min(first.confidence, second.confidence);
  const flags = [...new Set([...first.flags, ...second.flags])];
  return {
    ...first,
    end: Math.max(first.end, second.end),
    text: joinTexts([first.text, second.text]),
    words,
    confidence,
    confidenceIsEstimated: first.confidenceIsEstimated || second.confidenceIsEstimated,
    language: first.language ?? second.language,
    flags: flags.filter((flag) => flag !== 'low-confidence' || confidence < lowConfidence),
  };
}

function wholeCharacter(text: string, at: number): number {
  let reached = 0;
  for (const character of graphemesOf(text)) {
    if (reached >= at) return reached;
    reached += character.length;
  }
  return reached;
}

/** The words on both sides of a place in the text. A word that lies across it is cut, or left whole where it is too short. */
function placesOfWords({ text, ...segment }: EditableSegment, at: number) {
  const before: Word[] = [];
  const after: Word[] = [];
  let reached = 0;
  let cutAt = at;
  for (const word of wordsOf({ ...segment, text })) {
    const form = word.text.trim();
    const from = text.indexOf(form, reached);
    reached = from + form.length;
    if (reached <= at) before.push(word);
    else if (from >= at) after.push(word);
    else if (word.end - word.start < 2 * shortestWord) {
      after.push(word);
      cutAt = from;
    } else {
      const share = ((word.end - word.start) * (at - from)) / form.length;
      const middle = Math.min(
        Math.max(word.start + share, word.start + shortestWord),
        word.end - shortestWord,
      );
      before.push({ ...word, text: form.slice(0, at - from), end: middle });
      after.push({ ...word, text: form.slice(at - from), start: middle });
    }
  }
  return { before, after, at: cutAt };
}
