import { matchTexts } from './alignWords.ts';
import type { Word } from './segment.ts';
import { type Stretch, spreadWords } from './wordTimes.ts';

/** Below this share of a line's words heard again, what was heard is something else: then it says nothing about times. */
const fewestHeard = 0.5;

/**
 * A line's words at the times at which they were heard: those that were heard (whatever their case and punctuation) take
 * these, those between keep theirs where they fit and share the time that is there where they do not. No text is changed.
 * Null where too little of the line was heard.
 */
export function realignedWords(words: readonly Word[], heard: readonly Word[], line: Stretch): Word[] | null {
  const matches = matchTexts(
    heard.map(({ text }) => plain(text)),
    words.map(({ text }) => plain(text)),
  );
  const found = matches.filter((match) => match !== null).length;
  if (words.length === 0 || found < words.length * fewestHeard) return null;
  const aligned: Word[] = [];
  for (let place = 0; place < words.length; ) {
    const match = matches[place];
    const [word, times] = [words[place], match == null ? undefined : heard[match]];
    if (word && times) {
      aligned.push({ ...word, start: times.start, end: times.end });
      place++;
      continue;
    }
    let end = place;
    while (end < words.length && matches[end] == null) end++;
    const next = heard[matches[end] ?? -1];
    const gap = { start: aligned.at(-1)?.end ?? line.start, end: next?.start ?? line.end };
    const run = words.slice(place, end);
    const fits = run.every((each) => each.start >= gap.start && each.end <= gap.end);
    aligned.push(...(fits ? run : spreadWords(run, gap)));
    place = end;
  }
  return aligned;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, '') || text;
}
