import type { TranscribeOptions } from '../../../../shared/contract/options.ts';
import { TraxError } from '../../../../shared/errors.ts';
import type { Footprints } from '../../computers/footprints.ts';
import type { Work } from '../runner.ts';

/** What stepping down needs of the core. */
export interface StepDownNeeds {
  readonly footprints: Footprints;
  /** Whether people let a smaller model take the place of one that does not fit. */
  allowsSmallerModel(): Promise<boolean>;
  /** The largest model on this computer that is smaller; null where there is none. */
  smallerModel(model: string): Promise<string | null>;
}

/** The options as this computer can carry them out: with the model that has taken the place of one that does not fit here. */
export async function bearableOptions(
  { footprints, allowsSmallerModel }: StepDownNeeds,
  work: Work,
  options: TranscribeOptions,
): Promise<TranscribeOptions> {
  const { replacements } = await footprints.load();
  const model = replacements[options.model];
  if (!model || options.engine === 'openai' || !(await allowsSmallerModel())) return options;
  return changeModel(work, options, model);
}

/**
 * What a failed transcription means when it ran out of memory: fewer at once from now on; when it was alone, a smaller model
 * where people allow it. Both are remembered. Any other failure, and one that nothing can be done about, comes back as it is.
 */
export async function stepDown(
  needs: StepDownNeeds,
  work: Work,
  options: TranscribeOptions,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof TraxError) || error.code !== 'ENGINE_OUT_OF_MEMORY') return error;
  const { model } = options;
  const atOnce = work.beside();
  if (atOnce > 0) {
    await needs.footprints.ranOut(model, atOnce);
    return new TraxError('MEMORY_SHORT', { model, atOnce }, { cause: error });
  }
  const smaller = (await needs.allowsSmallerModel()) ? await needs.smallerModel(model) : null;
  if (!smaller) return error;
  await needs.footprints.ranOut(model, 1, smaller);
  await changeModel(work, options, smaller);
  return new TraxError('MODEL_TOO_LARGE', { model, smaller }, { cause: error });
}

/** Changes the model of an item, and notes in it which one it was to be. */
async function changeModel(
  work: Work,
  options: TranscribeOptions,
  model: string,
): Promise<TranscribeOptions> {
  await work.commit((em) =>
    em.execute(
      `update batch_items set task_data = jsonb_set(task_data, '{options,model}', to_jsonb(?::text))
         || jsonb_build_object('replaces', coalesce(task_data ->> 'replaces', ?)), updated_at = now() where id = ?`,
      [model, options.model, work.claim.id],
    ),
  );
  return { ...options, model };
}
