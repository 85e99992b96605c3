import type { Model } from '../../../shared/contract/models.ts';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import { transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { usableModel } from '../../../shared/usableModel.ts';

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
    hints: settings.hints,
    ...wished,
    engine,
    model,
  });
}
