import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { serveWeb } from '../web/serve.ts';
import type { Run } from './command.ts';
import { untilAborted, withCore } from './context.ts';
import { failureText } from './failureText.ts';

const flagsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  open: z.boolean(),
});

export function addServe(program: Command, run: Run): void {
  program
    .command('serve')
    .description('open Trax in the browser of this computer, until Ctrl+C')
    .argument('[file...]', 'recordings or folders to add')
    .option('--port <number>', 'the port to listen on (default: any that is free)')
    .option('--no-open', 'only print the address')
    .action(
      run(async (context, files: string[], given: unknown) => {
        const { terminal, interruption } = context;
        const flags = flagsSchema.safeParse(given);
        if (!flags.success) return program.error('error: --port takes a number from 0 to 65535');
        await withCore(context, { runsQueue: true, host: 'web' }, async (core) => {
          const { port, open } = flags.data;
          const server = await serveWeb({ core, port, open, signal: interruption.signal });
          await terminal.out(`${server.url}\n`);
          terminal.say('Trax runs at this address on this computer, until Ctrl+C.');
          if (files.length > 0) {
            const added = await core.client.library.add({ paths: files.map((file) => resolve(file)) });
            for (const { path, failure } of added.refused) terminal.say(failureText(failure, path));
          }
          await untilAborted(interruption.signal);
          await server.close();
        });
        return interruption.exitCode;
      }),
    );
}
