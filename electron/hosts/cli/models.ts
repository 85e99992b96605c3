import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Model } from '../../../shared/contract/models.ts';
import { fromFailure, TraxError } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/formats/bytes.ts';
import { inEnglish } from '../../../shared/sentences.ts';
import type { Run } from './command.ts';
import { type Client, type Context, withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';
import { table } from './table.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });

export function addModels(program: Command, run: Run): void {
  const models = program.command('models').description('the models that recognise speech');
  models
    .command('list')
    .description('list what can be had, what is here, and what suits this computer')
    .option('--json', 'one JSON object a line')
    .action(run((context, flags: unknown) => listModels(context, flagsSchema.parse(flags).json)));
  models
    .command('download')
    .description('download a model; goes on where an earlier download stopped')
    .argument('<name>')
    .option('--json', 'tell everything as JSON lines')
    .action(
      run((context, name: string, flags: unknown) => download(context, name, flagsSchema.parse(flags).json)),
    );
  models
    .command('import')
    .description('copy a model file from this computer, after it has proved to work')
    .argument('<path>')
    .option('--json', 'as one JSON object')
    .action(
      run(async (context, path: string, flags: unknown) => {
        const { terminal } = context;
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const { signal } = context.interruption;
          const model = await client.models.import({ path: resolve(path) }, { signal });
          if (flagsSchema.parse(flags).json) await terminal.out(jsonLine(model));
          else terminal.say(`The model ${model.name} is ready at ${model.path}.`);
        });
        return exitCodes.done;
      }),
    );
  models
    .command('remove')
    .description('delete a model from this computer')
    .argument('<name>')
    .action(
      run(async (context, name: string) => {
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const { removed } = await client.models.remove({ name });
          context.terminal.say(
            removed ? `The model ${name} was removed.` : `The model ${name} was not here.`,
          );
        });
        return exitCodes.done;
      }),
    );
}

async function listModels(context: Context, json: boolean) {
  const { terminal } = context;
  await withCore(context, { runsQueue: false }, async ({ client }) => {
    const { models, recommended, folder } = await client.models.list();
    if (json) return terminal.out(models.map(jsonLine).join(''));
    await terminal.out(table(['NAME', 'SIZE', 'LANGUAGES', 'WER', 'HERE'], models.map(rowOf)));
    terminal.say(`\nRecommended: ${recommended.name}. ${inEnglish(recommended.reason)}`);
    terminal.say(`Models are kept in ${folder}.`);
  });
  return exitCodes.done;
}

function rowOf(model: Model): string[] {
  const { name, languages, wordErrorRate, damage, path, source, isReadOnly } = model;
  const here = source === 'sample' ? 'sample' : isReadOnly ? `yes, at ${path}` : 'yes';
  return [
    name,
    sizeText(model),
    languages === 'many' ? 'many' : languages.join(', '),
    wordErrorRate === null ? '' : `${wordErrorRate} %`,
    path === null ? '' : damage === null ? here : `damaged: ${inEnglish(damage)}`,
  ];
}

function sizeText({ size, estimatedSize }: Model): string {
  if (size !== null) return formatBytes(size);
  return estimatedSize === null ? '' : `about ${formatBytes(estimatedSize)}`;
}

async function download(context: Context, name: string, json: boolean) {
  const { terminal, interruption } = context;
  return withCore(context, { runsQueue: false }, async ({ client }) => {
    const { signal } = interruption;
    const events = await client.events.subscribe(undefined, { signal });
    const { started } = await client.models.download({ name });
    const tell = async (model: Model) => {
      const { received = 0, total = null } = model.download ?? {};
      if (json) return terminal.out(jsonLine({ type: 'progress', name: model.name, received, total }));
      const share = total ? `  ${Math.floor((received / total) * 100)} %` : '';
      terminal.status(
        `${model.name}  ${formatBytes(received)}${total ? ` of ${formatBytes(total)}` : ''}${share}`,
      );
    };
    try {
      let model = await findModel(client, name);
      while (model.download && !model.download.failure) {
        await tell(model);
        // Several events may wait; the model is looked up anew, so that one look answers them all.
        if ((await events.next()).done) break;
        model = await findModel(client, name);
      }
      if (model.download?.failure) throw fromFailure(model.download.failure);
      terminal.status('');
      if (json) await terminal.out(jsonLine({ type: 'done', name: model.name, path: model.path }));
      else terminal.say(`The model ${model.name} is ${started ? 'ready' : 'here already'}: ${model.path}`);
      return exitCodes.done;
    } catch (error) {
      if (!signal.aborted) throw error;
      terminal.status('');
      terminal.say('Stopped. What has come is kept; the same command goes on from there.');
      return interruption.exitCode;
    }
  });
}

async function findModel(client: Client, name: string): Promise<Model> {
  const { models } = await client.models.list();
  const model = models.find((one) => one.name === name || one.file === name);
  if (!model) throw new TraxError('MODEL_UNKNOWN', { model: name });
  return model;
}
