/**
 * A command as words, from how people write it: spaces part words, quotes (single or double) keep them together, and a
 * backslash takes a quote or a backslash as it is. Nothing else means anything, since no shell reads it. Null where a quote
 * is not closed.
 */
export function parseCommandLine(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (sign === '\\' && /["'\\]/.test(next) && quote !== "'") {
      word = (word ?? '') + next;
      at++;
    } else if (sign === quote) quote = null;
    else if (quote === null && (sign === '"' || sign === "'")) {
      quote = sign;
      word ??= '';
    } else if (quote === null && /\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + sign;
  }
  if (quote !== null) return null;
  return word === null ? words : [...words, word];
}

/** Words as a person would write them; `parseCommandLine` gives the same words back. */
export function printCommandLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`))
    .join(' ');
}

/** The words with `{name}` filled in; what has no value stays as it is. A value never becomes more than part of its word. */
export function fillCommand(words: readonly string[], values: Readonly<Record<string, string>>): string[] {
  return words.map((word) => word.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all));
}
