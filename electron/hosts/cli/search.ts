import type { Command } from 'commander';
import { z } from 'zod';
import { type SearchFilter, type SearchGroup, searchFilterSchema } from '../../../shared/contract/search.ts';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { formatDuration } from './duration.ts';
import { exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';
import { parseMoment } from './moment.ts';

const flagsSchema = searchFilterSchema.pick({ speaker: true, language: true, source: true }).extend({
  since: z.string().optional(),
  until: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  json: z.boolean().default(false),
});

export function addSearch(program: Command, run: Run): void {
  program
    .command('search')
    .description('find what was said, and recordings by their names')
    .argument('<words...>', 'words, "words in a row", begin*')
    .option('--speaker <name>', 'only what this speaker says')
    .option('--language <code>', 'only what is said in this language, e.g. de')
    .option('--since <date>', 'only recordings that were added then or later')
    .option('--until <date>', 'only recordings that were added before')
    .option('--source <file|youtube>', 'only recordings that came from there')
    .option('--limit <number>', 'how many recordings at most, up to 100 (default: 20)')
    .option('--json', 'one JSON object a line: recordings by their names, then those in which it is said')
    .action(
      run(async (context, words: string[], given: unknown) => {
        const { filter, limit, json } = parseFlags(program, given);
        const { terminal } = context;
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          // The shell has taken the quotes off; the space says that the last word is whole.
          const query = `${words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')} `;
          const { shownFor, named, groups, next } = await client.search.find({ query, filter, limit });
          if (json) {
            const lines = [
              ...named.map((each) => ({ type: 'named', ...each })),
              ...groups.map((each) => ({ type: 'said', ...each })),
            ];
            return terminal.out(lines.map(jsonLine).join(''));
          }
          if (shownFor) terminal.say(`Nobody says that; this is for ${shownFor}.`);
          await terminal.out(
            [
              ...named.map(({ recording, by, name }) =>
                by === 'title'
                  ? `${headOf(recording)}\n`
                  : `${headOf(recording)}  (${by === 'channel' ? 'channel' : 'speaker'}: ${name})\n`,
              ),
              ...groups.map(groupText),
            ].join(''),
          );
          if (named.length + groups.length === 0) terminal.say('Nothing was found.');
          if (next) terminal.say('There is more; --limit shows it.');
        });
        return exitCodes.done;
      }),
    );
}

function parseFlags(
  program: Command,
  given: unknown,
): { filter: SearchFilter; limit: number; json: boolean } {
  const parsed = flagsSchema.safeParse(given);
  if (!parsed.success)
    return program.error(
      `error: --${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`,
    );
  const { since, until, limit, json, ...rest } = parsed.data;
  const momentOf = (name: string, text: string | undefined) => {
    if (text === undefined) return {};
    const moment = parseMoment(text, new Date());
    return moment ? { [name]: moment.toISOString() } : program.error(`error: --${name} takes a date`);
  };
  return { filter: { ...rest, ...momentOf('since', since), ...momentOf('until', until) }, limit, json };
}

const headOf = ({ id, title }: SearchGroup['recording']) => `${id.slice(0, 8)}  ${title}`;

function groupText({ recording, hits, count }: SearchGroup): string {
  const rest = count - hits.length;
  return [
    headOf(recording),
    ...hits.map(
      ({ at, speaker, text }) => `  ${formatDuration(at)}  ${speaker ? `${speaker}: ` : ''}${text}`,
    ),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    '',
  ].join('\n');
}
