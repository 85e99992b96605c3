import type { RecognizeRequest } from './recognizer.ts';

/** Whisper reads at most 224 tokens of prompt, the last ones; this many characters are about that. */
const longestPrompt = 800;

/** The prompt of a window: glossary terms last, where the model heeds them most. Empty when there is nothing to say. */
export function promptOf({ hints, previousText }: Pick<RecognizeRequest, 'hints' | 'previousText'>): string {
  const glossary = hints.length > 0 ? `${hints.join(', ')}.` : '';
  const room = Math.max(0, longestPrompt - glossary.length);
  const before = room > 0 ? previousText.trim().slice(-room) : '';
  return [before, glossary].filter((part) => part.length > 0).join(' ');
}
