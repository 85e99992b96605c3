import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { parseCommandLine } from '../../../../shared/commandLine.ts';
import { type Afterwards, afterwardsSchema } from '../../../../shared/contract/afterwards.ts';

const formatsSchema = afterwardsSchema.shape.formats.unwrap();
const exportFormats = formatsSchema.element.options;

/** What commander makes of the options of `addAfterwardsOptions`. */
export const afterwardsFlagsSchema = z.object({
  export: formatsSchema.optional(),
  out: z.string().min(1).optional(),
  pattern: z.string().optional(),
  webhook: z.string().optional(),
  command: z.array(z.string()).optional(),
});

/** The options that say what follows when recordings are done. */
export function addAfterwardsOptions(command: Command): Command {
  return command
    .option(
      '--export <formats>',
      `write each transcript when it is done, in ${exportFormats.join(', ')} (default: as set)`,
      parseFormats,
    )
    .option('--out <folder>', 'where to write them (default: beside each recording)')
    .option('--pattern <name>', 'their names, from {title}, {language}, {date} and {ext}', parsePattern)
    .option('--webhook <address>', 'send a summary there when the batch has ended', parseAddress)
    .option(
      '--command <words>',
      'run a program when the batch has ended; {id}, {name}, {done}, {failed} and {folder} are filled in',
      parseCommand,
    );
}

/** What is wished for afterwards; nothing where none of the options was given, and what is set counts. */
export function afterwardsOf(flags: z.infer<typeof afterwardsFlagsSchema>): { afterwards?: Afterwards } {
  const { export: formats, out, pattern, webhook, command } = flags;
  const given = [formats, out, pattern, webhook, command];
  if (given.every((flag) => flag === undefined)) return {};
  const folder = out === undefined ? null : resolve(out);
  return { afterwards: afterwardsSchema.parse({ formats, folder, pattern, webhook, command }) };
}

function parseFormats(text: string) {
  const parsed = formatsSchema.min(1).safeParse(text.split(',').map((name) => name.trim()));
  if (parsed.success) return [...new Set(parsed.data)];
  throw new InvalidArgumentError(`It takes formats with commas between them: ${exportFormats.join(', ')}.`);
}

function parsePattern(text: string): string {
  const parsed = afterwardsSchema.shape.pattern.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('It takes a file name that ends with .{ext}, e.g. "{date} {title}.{ext}".');
}

function parseAddress(text: string): string {
  const parsed = afterwardsSchema.shape.webhook.safeParse(text);
  if (parsed.success && parsed.data) return parsed.data;
  throw new InvalidArgumentError('It takes an address that begins with http:// or https://.');
}

function parseCommand(text: string): string[] {
  const words = parseCommandLine(text);
  if (words && words.length > 0) return words;
  throw new InvalidArgumentError(
    'It takes a program and its arguments, e.g. \'notify-send "{name} is done"\'.',
  );
}
