import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { CoreView } from '../../../shared/contract/computers.ts';
import type { taskTypeSchema } from '../../../shared/contract/queue.ts';
import { TraxError, toFailure } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { type MappedFolder, parseMappedFolder } from '../../core/computers/mediaAccess.ts';
import type { Run } from './command.ts';
import { type Client, type Context, untilAborted, withCore } from './context.ts';
import { failureText } from './failureText.ts';
import { holdText } from './holdText.ts';
import { jsonLine } from './jsonLine.ts';

/** The kinds of work that there is a handler for. */
const tasks = ['preprocess', 'transcribe'] as const satisfies z.infer<typeof taskTypeSchema>[];

const flagsSchema = z.object({
  tasks: z.array(z.enum(tasks)).optional(),
  concurrency: z.number().optional(),
  map: z.array(z.custom<MappedFolder>()).default([]),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof flagsSchema>;

/** Milliseconds between two looks at what this computer does. */
const pace = 1000;

export function addWorker(program: Command, run: Run): void {
  program
    .command('worker')
    .description('help another computer: take work from its library (DATABASE_URL) until Ctrl+C')
    .option('--tasks <kinds>', `what to take: ${tasks.join(', ')} (default: all)`, parseTasks)
    .option(
      '--concurrency <number>',
      'recordings at the same time (default: what this computer bears)',
      parseCount,
    )
    .option(
      '--map <their=mine>',
      'where a folder of the other computer is found here; may be given several times',
      (text: string, before: MappedFolder[] = []) => [...before, parseMap(text)],
    )
    .option('--json', 'tell everything as JSON lines')
    .action(run((context, flags: unknown) => work(context, flagsSchema.parse(flags))));
}

async function work(context: Context, { tasks, concurrency, map: folders, json }: Flags) {
  const { terminal, interruption } = context;
  if (!process.env.DATABASE_URL) {
    throw new TraxError('INVALID_INPUT', { reason: say('reason.noLibrary') });
  }
  const helper = { folders, concurrency, ...(tasks && { tasks }) };
  await withCore(context, { runsQueue: true, helper }, async ({ client }) => {
    terminal.say('This computer helps, until Ctrl+C.');
    let told = '';
    while (!interruption.signal.aborted) {
      const own = await standing(client).catch((error: unknown) => {
        // The database is away: the queue waits for it as well.
        terminal.status(failureText(toFailure(error)));
        return undefined;
      });
      const line = own && (json ? jsonLine({ type: 'standing', ...own }) : standingText(own));
      if (line && line !== told) {
        told = line;
        if (json) await terminal.out(line);
        else if (own.hold) terminal.say(line);
        else terminal.status(line);
      }
      await untilAborted(AbortSignal.any([interruption.signal, AbortSignal.timeout(pace)]));
    }
    terminal.status('');
  });
  return interruption.exitCode;
}

/** How this computer stands: what it works on, or why it does not. */
async function standing(client: Client): Promise<CoreView | undefined> {
  const { cores } = await client.computers.view();
  return cores.find((core) => core.isThisComputer && !core.isHome);
}

function standingText({ running, places, hold }: CoreView): string {
  if (hold) return holdText(hold);
  return running === 0 ? 'Waiting for work.' : `Working on ${running} of ${places} at the same time.`;
}

function parseTasks(text: string) {
  const parsed = z
    .array(z.enum(tasks))
    .min(1)
    .safeParse(text.split(',').map((name) => name.trim()));
  if (parsed.success) return [...new Set(parsed.data)];
  throw new InvalidArgumentError(`It takes kinds with commas between them: ${tasks.join(', ')}.`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (text.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new InvalidArgumentError('It takes a whole number from 1 to 64.');
}

function parseMap(text: string): MappedFolder {
  try {
    return parseMappedFolder(text);
  } catch {
    throw new InvalidArgumentError('It takes two folders: /theirs=/mine.');
  }
}
