import type { Command } from 'commander';
import { z } from 'zod';
import type { Finding } from '../../../shared/contract/maintenance.ts';
import { inEnglish } from '../../../shared/sentences.ts';
import type { Run } from './command.ts';
import { type Context, withCore } from './context.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({
  media: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof flagsSchema>;

export function addCheck(program: Command, run: Run): void {
  program
    .command('check')
    .description('look for damage in the library; ends with 1 when there is any')
    .option('--media', 'read every recording from end to end')
    .option('--json', 'one JSON object a line')
    .action(run((context, flags: unknown) => check(context, flagsSchema.parse(flags))));
  program
    .command('repair')
    .description('mend what trax check finds, and say what was done')
    .option('--dry-run', 'only say what would be done')
    .option('--media', 'read every recording from end to end')
    .option('--json', 'one JSON object a line')
    .action(
      run((context, given: unknown) => {
        const flags = flagsSchema.parse(given);
        return flags.dryRun ? check(context, flags) : repair(context, flags);
      }),
    );
}

async function check(context: Context, { media, json }: Flags): Promise<ExitCode> {
  const { terminal, interruption } = context;
  return withCore(context, { runsQueue: false }, async ({ client }) => {
    const { findings } = await client.maintenance.check({ media }, { signal: interruption.signal });
    await terminal.out(
      findings
        .map(read)
        .map((one) => (json ? jsonLine(one) : findingText(one)))
        .join(''),
    );
    if (!json) terminal.say(findings.length === 0 ? 'Nothing is wrong.' : countOf(findings));
    return findings.length === 0 ? exitCodes.done : exitCodes.failed;
  });
}

async function repair(context: Context, { media, json }: Flags): Promise<ExitCode> {
  const { terminal, interruption } = context;
  return withCore(context, { runsQueue: false }, async ({ client }) => {
    const { mended, left } = await client.maintenance.repair({ media }, { signal: interruption.signal });
    const lines = [
      ...mended
        .map(read)
        .map((one) =>
          json ? jsonLine({ ...one, mended: true }) : `mended  ${one.place}\n        ${one.repair}\n`,
        ),
      ...left.map(read).map((one) => (json ? jsonLine({ ...one, mended: false }) : findingText(one))),
    ];
    await terminal.out(lines.join(''));
    if (!json) terminal.say(`${mended.length} mended, ${left.length} left.`);
    return left.length === 0 ? exitCodes.done : exitCodes.failed;
  });
}

/** A finding as people read it here. */
function read({ found, meaning, repair, ...finding }: Finding) {
  return {
    ...finding,
    found: inEnglish(found),
    meaning: inEnglish(meaning),
    repair: repair && inEnglish(repair),
  };
}

function findingText({ place, found, meaning, repair }: ReturnType<typeof read>): string {
  return [`${place}: ${found}`, `        ${meaning}`, repair && `        Repair: ${repair}`]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}

function countOf(findings: readonly Finding[]): string {
  const mendable = findings.filter(({ repair }) => repair !== null).length;
  return `${findings.length} found; trax repair can mend ${mendable}.`;
}
