import type { Command } from 'commander';
import type { Run } from '../command.ts';
import { withCore } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';

/** `trax batch after-this` and its opposite: what runs is finished, and nothing new begun. */
export function addAfterThis(batch: Command, run: Run): void {
  const wishes = [
    [
      'after-this',
      'finish what runs and begin nothing new',
      true,
      'What runs is finished; nothing new is begun.',
    ],
    ['go-on', 'begin recordings again after `after-this`', false, 'Recordings are begun again.'],
  ] as const;
  for (const [name, description, beginsNothing, said] of wishes) {
    batch
      .command(name)
      .description(description)
      .action(
        run(async (context) => {
          await withCore(context, { runsQueue: false }, ({ client }) =>
            client.settings.update({ beginsNothing }),
          );
          context.terminal.say(said);
          return exitCodes.done;
        }),
      );
  }
}
