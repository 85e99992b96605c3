import { comparableWords } from '../../../shared/quality/wordErrorRate.ts';

/** More terms than this make recognition worse, not better (zachlatta/freeflow#325: 5 of 6 fixed with ten, 1 of 6 with 70). */
const mostHints = 10;

/** The terms to give with the next window: those spoken of late first, the others in the user's order. */
export function chooseHints(hints: readonly string[], textBefore: string): string[] {
  const spoken = ` ${comparableWords(textBefore).join(' ')} `;
  const isRecent = (hint: string) => spoken.includes(` ${comparableWords(hint).join(' ')} `);
  return [...hints.filter(isRecent), ...hints.filter((hint) => !isRecent(hint))].slice(0, mostHints);
}
