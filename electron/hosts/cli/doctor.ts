import type { Command } from 'commander';
import { z } from 'zod';
import type { Check } from '../../../shared/contract/system.ts';
import { nextStepOf, sentenceOf, TraxError } from '../../../shared/errors.ts';
import { inEnglish } from '../../../shared/sentences.ts';
import type { Run } from './command.ts';
import { type Context, withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });
const marks = { ok: 'ok      ', warning: 'warning ', missing: 'missing ' } as const;

export function addDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .description('say what was found on this computer, what is missing, and what to do')
    .option('--json', 'one JSON object a line')
    .action(
      run(async (context, given: unknown) => {
        const { json } = flagsSchema.parse(given);
        const checks = (await examine(context)).map(read);
        await context.terminal.out(checks.map(json ? jsonLine : checkText).join(''));
        return checks.some(({ state }) => state === 'missing') ? exitCodes.failed : exitCodes.done;
      }),
    );
}

/** The core's own checks; where it cannot be opened, why not. */
async function examine(context: Context): Promise<Check[]> {
  try {
    return await withCore(context, { runsQueue: false }, ({ client }) => client.system.doctor());
  } catch (error) {
    if (!(error instanceof TraxError)) throw error;
    return [{ name: 'Library', state: 'missing', found: sentenceOf(error), advice: nextStepOf(error) }];
  }
}

/** A check as people read it here. */
function read({ name, state, found, advice }: Check) {
  return { name: inEnglish(name), state, found: inEnglish(found), advice: advice && inEnglish(advice) };
}

function checkText({ name, state, found, advice }: ReturnType<typeof read>): string {
  return `${marks[state]}${name}: ${found}\n${advice === null ? '' : `        ${advice}\n`}`;
}
