import { z } from 'zod';
import { patternOf } from './search.ts';

/** Something that is written differently everywhere. */
export const replacementRuleSchema = z.object({
  text: z.string().min(1).max(1000),
  replacement: z.string().max(1000),
  matchesCase: z.boolean().default(false),
  wholeWords: z.boolean().default(false),
  isPattern: z.boolean().default(false),
});
export type ReplacementRule = z.infer<typeof replacementRuleSchema>;

/** Makes a set's replacements in a text, each on what those before it left. A pattern that is none does nothing. */
export function replacing(rules: readonly ReplacementRule[]): (text: string) => string {
  const steps = rules.flatMap(({ replacement, isPattern, ...rule }) => {
    const pattern = patternOf({ ...rule, isPattern });
    return pattern ? [{ pattern, write: isPattern ? replacement : () => replacement }] : [];
  });
  return (text) =>
    steps.reduce(
      // One of both at a time: `replace` has a signature for each.
      (left, { pattern, write }) =>
        typeof write === 'string' ? left.replace(pattern, write) : left.replace(pattern, write),
      text,
    );
}
