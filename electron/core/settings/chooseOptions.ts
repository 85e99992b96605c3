import type { Model } from '../../../shared/contract/models.ts';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import { transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import type { Settings } from '../../../shared/contract/settings.ts';

/** What is wished for, completed from the settings and from what is on this computer. */
export function chooseOptions(
  wished: Partial<TranscribeOptions>,
  settings: Settings,
  models: { models: readonly Model[]; recommended: { name: string } },
): TranscribeOptions {
  const engine = wished.engine ?? settings.engine;
  const model =
    wished.model ?? (engine === 'openai' ? settings.endpointModel : settings.model || usableModel(models));
  return transcribeOptionsSchema.parse({
    language: settings.language,
    translate: settings.translate,
    ...wished,
    engine,
    model,
  });
}

/**
 * The recommended model where it is installed; else the largest installed one that is no larger, for the computer bears
 * it; else the smallest. The sample's model, which knows a few words, is never chosen by itself. Where there is none the
 * recommended one's name, so that the failure says what to download.
 */
export function usableModel({ models, recommended }: Parameters<typeof chooseOptions>[2]): string {
  const sizeOf = (model: Model) => model.size ?? 0;
  const usable = models
    .filter(
      (model) => model.task === 'transcription' && model.path && !model.damage && model.source !== 'sample',
    )
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  if (usable.some((model) => model.name === recommended.name)) return recommended.name;
  const bearable = models.find((model) => model.name === recommended.name)?.size ?? 0;
  const chosen = usable.findLast((model) => sizeOf(model) <= bearable) ?? usable[0];
  return chosen?.name ?? recommended.name;
}
