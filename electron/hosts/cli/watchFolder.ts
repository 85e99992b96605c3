import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { WatchFolder } from '../../../shared/contract/watchFolders.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { addAfterwardsOptions, afterwardsFlagsSchema, afterwardsOf } from './batch/afterwardsFlags.ts';
import type { Run } from './command.ts';
import { type Client, withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { failureText } from './failureText.ts';
import { jsonLine } from './jsonLine.ts';
import { modelArgument } from './modelArgument.ts';
import { table } from './table.ts';

const jsonSchema = z.object({ json: z.boolean().default(false) });
const addSchema = afterwardsFlagsSchema.extend({
  model: z.string().min(1).optional(),
  language: z.string().min(2).optional(),
  onlyNew: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** `trax watch-folder`: folders whose recordings are transcribed by themselves while a Trax is open. */
export function addWatchFolder(program: Command, run: Run): void {
  const command = program
    .command('watch-folder')
    .description('folders whose recordings are transcribed by themselves while Trax is open');
  addAdd(command, run);
  addList(command, run);
  addSteering(command, run);
}

function addAdd(command: Command, run: Run): void {
  const add = command
    .command('add')
    .description('watch a folder and all folders in it')
    .argument('<folder>', 'the folder')
    .option('--model <name or path>', 'the model (default: as set)')
    .option('--language <code>', '`auto`, or an ISO 639-1 code (default: as set)')
    .option('--only-new', 'leave what is in it now');
  addAfterwardsOptions(add)
    .option('--json', 'as one JSON object')
    .action(
      run(async (context, path: string, given: unknown) => {
        const flags = addSchema.parse(given);
        const model = flags.model === undefined ? undefined : modelArgument(flags.model);
        const added = await withCore(context, { runsQueue: false }, ({ client }) =>
          client.watchFolders.add({
            path: resolve(path),
            options: {
              ...(model !== undefined && { model }),
              ...(flags.language && { language: flags.language }),
            },
            ...afterwardsOf(flags),
            takesExisting: !flags.onlyNew,
          }),
        );
        if (flags.json) await context.terminal.out(jsonLine(added));
        else context.terminal.say(`${added.path} is watched while Trax is open (trax serve, or its window).`);
        return exitCodes.done;
      }),
    );
}

function addList(command: Command, run: Run): void {
  command
    .command('list')
    .description('list the watch folders and how they stand')
    .option('--json', 'one JSON object a line')
    .action(
      run(async (context, flags: unknown) => {
        const { json } = jsonSchema.parse(flags);
        const { terminal } = context;
        const folders = await withCore(context, { runsQueue: false }, ({ client }) =>
          client.watchFolders.list(),
        );
        if (json) await terminal.out(folders.map(jsonLine).join(''));
        else {
          const rows = folders.map(({ id, taken, waiting, state, path }) => [
            id.slice(0, 8),
            String(taken),
            String(waiting),
            state,
            path,
          ]);
          await terminal.out(table(['ID', 'TAKEN', 'WAITING', 'STATE', 'FOLDER'], rows));
          for (const { failure, path } of folders) if (failure) terminal.say(failureText(failure, path));
          if (folders.length === 0) terminal.say('No folder is watched: trax watch-folder add FOLDER');
        }
        return exitCodes.done;
      }),
    );
}

/** What can be done to watch folders. */
const verbs = {
  pause: {
    what: 'take nothing from folders until they are resumed',
    did: 'paused',
    ask: (client: Client, id: string) => client.watchFolders.update({ id, isPaused: true }),
  },
  resume: {
    what: 'watch paused folders again',
    did: 'resumed',
    ask: (client: Client, id: string) => client.watchFolders.update({ id, isPaused: false }),
  },
  remove: {
    what: 'watch folders no more; files, recordings and transcripts stay',
    did: 'removed',
    ask: (client: Client, id: string) => client.watchFolders.remove({ id }),
  },
} as const;

function addSteering(command: Command, run: Run): void {
  for (const [name, { what, did, ask }] of Object.entries(verbs)) {
    command
      .command(name)
      .description(what)
      .argument('<folder...>', 'folders, or ids or their first characters')
      .option('--json', 'as one JSON object')
      .action(
        run(async (context, given: string[], flags: unknown) => {
          const { json } = jsonSchema.parse(flags);
          await withCore(context, { runsQueue: false }, async ({ client }) => {
            const all = await client.watchFolders.list();
            const chosen = given.map((each) => findFolder(all, each));
            for (const { id } of chosen) await ask(client, id);
          });
          if (json) await context.terminal.out(jsonLine({ type: did, changed: given.length }));
          else context.terminal.say(`${given.length} ${given.length === 1 ? 'folder' : 'folders'} ${did}.`);
          return exitCodes.done;
        }),
      );
  }
}

/** The watch folder that a path, an id or the first characters of one mean. Throws NOT_FOUND, INVALID_INPUT. */
function findFolder(all: readonly WatchFolder[], given: string): WatchFolder {
  const path = resolve(given);
  const found = all.filter((folder) => folder.path === path || folder.id.startsWith(given.toLowerCase()));
  const [only, another] = found;
  if (another) throw new TraxError('INVALID_INPUT', { reason: say('reason.severalBegin', { id: given }) });
  if (only) return only;
  throw new TraxError('NOT_FOUND', { what: say('thing.watchFolder'), id: given });
}
