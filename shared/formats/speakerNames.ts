const capital = String.raw`[\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}.'’_-]*`;
const particle = 'de|del|della|der|den|di|da|van|von|zu|la|le|al|bin|ibn|ben|y|&';
/** What may be a speaker's name before a colon: one to four words with capitals, or in a script that has none. */
const namePattern = new RegExp(
  String.raw`^(?:>>\s*|-\s*)?(${capital}(?: (?:${capital}|${particle})){0,3})\s?[:：](?:\s+|$)(.*)$`,
  'su',
);

interface Said {
  readonly text: string;
  readonly speaker: string | null;
}

/**
 * Takes names off the beginnings of texts (`Anna: Good morning`). A name counts where it comes again or where most texts
 * have one, since a sentence may have a colon too. Who was named goes on speaking until somebody else is.
 */
export function withSpeakerNames<Passage extends Said>(passages: readonly Passage[]): Passage[] {
  const found = passages.map(({ text, speaker }) => (speaker === null ? namePattern.exec(text) : null));
  const counts = new Map<string, number>();
  for (const match of found) if (match?.[1]) counts.set(match[1], (counts.get(match[1]) ?? 0) + 1);
  const areUsual = found.filter(Boolean).length * 2 >= passages.length;
  let last: string | null = null;
  return passages.map((passage, index) => {
    const match = found[index];
    const [name, rest] = [match?.[1], match?.[2]?.trim()];
    if (name && rest && (areUsual || (counts.get(name) ?? 0) > 1)) {
      last = name;
      return { ...passage, speaker: name, text: rest };
    }
    if (passage.speaker !== null) last = null;
    return passage.speaker === null && last !== null ? { ...passage, speaker: last } : passage;
  });
}
