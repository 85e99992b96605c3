import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Core } from '../../core/core.ts';
import { serveWeb, type WebServer } from '../web/serve.ts';
import type { Run } from './command.ts';
import { type Context, untilAborted, withCore } from './context.ts';
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
        await serve(context, flags.data, async ({ url }, { client }) => {
          await terminal.out(`${url}\n`);
          terminal.say('Trax runs at this address on this computer, until Ctrl+C.');
          if (files.length === 0) return;
          const added = await client.library.add({ paths: files.map((file) => resolve(file)) });
          for (const { path, failure } of added.refused) terminal.say(failureText(failure, path));
        });
        return interruption.exitCode;
      }),
    );
}

/** Serves until interrupted; a core that has to be opened anew is served at the same address to the same browsers. */
async function serve(
  context: Context,
  { port, open }: z.infer<typeof flagsSchema>,
  onOpen: (server: WebServer, core: Core) => Promise<void>,
): Promise<void> {
  const { signal } = context.interruption;
  let former: WebServer | undefined;
  for (;;) {
    const reopening = Promise.withResolvers<() => Promise<void>>();
    const wish = { runsQueue: true, host: 'web', reopen: reopening.resolve } as const;
    const meanwhile = await withCore(context, wish, async (core) => {
      const place = former ? { port: former.port, keys: former.keys } : { port, open };
      const server = await serveWeb({ core, signal, ...place });
      if (!former) await onOpen(server, core);
      former = server;
      const next = await Promise.race([reopening.promise, untilAborted(signal).then(() => null)]);
      await server.close();
      return next;
    });
    if (meanwhile === null) return;
    await meanwhile();
  }
}
