/** Letters and digits in a second of speech that people reach: Whisper's users report up to 25, so 40 is not speech. */
const fastest = { letters: 40, characters: 15 };
/** Slow, careful speech has 5 letters or 2 Chinese or Japanese characters in a second; less means that text is missing. */
const slowest = { letters: 3.5, characters: 1 };

/** Speech shorter than this, in seconds, says nothing about its rate. */
const shortestStretch = 3;

/** Whether a text fits the seconds of speech that it stands for. `speechSeconds` counts marked speech only, without pauses. */
export function judgeRate(text: string, speechSeconds: number): 'plausible' | 'too-much' | 'too-little' {
  if (speechSeconds < shortestStretch) return 'plausible';
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const characters = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const script = characters * 2 > letters ? 'characters' : 'letters';
  const rate = letters / speechSeconds;
  if (rate > fastest[script]) return 'too-much';
  return rate < slowest[script] ? 'too-little' : 'plausible';
}
