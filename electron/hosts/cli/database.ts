import type { Command } from 'commander';
import type { Run } from './command.ts';
import { untilAborted, withCore } from './context.ts';

export function addDatabase(program: Command, run: Run): void {
  program
    .command('database')
    .description('keep the database running and print how to connect to it, until Ctrl+C')
    .action(
      run(async (context) => {
        const { terminal, interruption } = context;
        await withCore(context, { runsQueue: false }, async ({ databaseUrl }) => {
          await terminal.out(`${databaseUrl}\n`);
          terminal.say(
            'The database runs until Ctrl+C. The address holds its password: keep it to yourself.',
          );
          await untilAborted(interruption.signal);
        });
        return interruption.exitCode;
      }),
    );
}
