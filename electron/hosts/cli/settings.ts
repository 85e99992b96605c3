import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { z } from 'zod';
import { settingsSchema } from '../../../shared/contract/settings.ts';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';
import { table } from './table.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });
const names = Object.keys(settingsSchema.shape).filter((name) => name !== 'exportChoice');

export function addSettings(program: Command, run: Run): void {
  program
    .command('settings')
    .description('show what is set, or set something: trax settings endpointUrl http://localhost:8000/v1')
    .argument('[name]', 'what to set')
    .argument('[value]', '`-` reads it from standard input, the only way for apiKey')
    .option('--json', 'as one JSON object')
    .action(
      run(async (context, name: string | undefined, given: string | undefined, flags: unknown) => {
        const { terminal } = context;
        const { json } = flagsSchema.parse(flags);
        const change = name === undefined ? null : await readChange(program, name, given);
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const view = change ? await client.settings.update(change) : await client.settings.get();
          if (json) return terminal.out(jsonLine(view));
          if (change) return terminal.say('Set.');
          const rows = Object.entries(view)
            // The last export is the window's memory, and long.
            .filter(([key]) => key !== 'exportChoice')
            .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
          await terminal.out(table(['NAME', 'VALUE'], rows));
        });
        return exitCodes.done;
      }),
    );
}

/** What one setting is to become; the core's schema judges the value. */
async function readChange(program: Command, name: string, given: string | undefined) {
  if (name !== 'apiKey' && !names.includes(name)) {
    program.error(`error: there is no setting '${name}': there are ${names.join(', ')} and apiKey`);
  }
  if (given === undefined) program.error(`error: missing a value for '${name}'`);
  if (name === 'apiKey' && given !== '-') {
    program.error("error: a key on the command line can be read by others: use 'trax settings apiKey -'");
  }
  const value = given === '-' ? (await text(process.stdin)).trim() : given;
  if (name === 'apiKey') return { apiKey: value === '' ? null : value };
  return { [name]: typed(value, settingsSchema.parse({})[name as keyof z.infer<typeof settingsSchema>]) };
}

/** A value as its default is: a number, yes or no, JSON, or text. */
function typed(value: string, like: unknown): unknown {
  if (typeof like === 'number' && Number.isFinite(Number.parseFloat(value))) return Number(value);
  if (typeof like === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (typeof like === 'object' && /^[{[]/.test(value)) return parseJson(value);
  return value;
}

/** What is no JSON stays text, for the schema to refuse. */
function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
