/** Names and terms as people write them into one line: parted by commas, semicolons or line breaks, each once. */
export function parseHints(text: string): string[] {
  const hints = text.split(/[,;、，；\n]/).map((hint) => hint.trim().replace(/\s+/g, ' '));
  return [...new Set(hints.filter((hint) => hint !== ''))];
}

/** The line that `parseHints` gives the same from. */
export const printHints = (hints: readonly string[]): string => hints.join(', ');
