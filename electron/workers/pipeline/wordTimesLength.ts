/** Sounds that a character stands for, about. A digit is read as a word; a character of Chinese is a syllable. */
const digitSounds = 3.5;
const syllableSounds = 3;
/** What every word takes beside its letters. */
const wordSounds = 0.6;
/** How much longer a word is before a pause. */
const finalLengthening = 1.3;

const syllabic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** How long a word is, in sounds: letters of an alphabet, roughly. More where punctuation or an end lets it ring. */
export function soundsOf(word: string, isLast: boolean): number {
  let sounds = wordSounds;
  for (const character of word) {
    if (/\p{N}/u.test(character)) sounds += digitSounds;
    else if (syllabic.test(character)) sounds += syllableSounds;
    else if (/\p{L}/u.test(character)) sounds += 1;
  }
  return isLast || /[.,;:!?…。、？！]["'”’)]*$/u.test(word) ? sounds * finalLengthening : sounds;
}
