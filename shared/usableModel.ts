import type { Model } from './contract/models.ts';

/** Whether a model can recognise speech here and now. */
export function isUsable(model: Model): boolean {
  return model.task === 'transcription' && model.path !== null && model.damage === null;
}

/**
 * The name of the model that is used where none was chosen: the recommended one where it is installed; else the largest
 * installed one that is no larger, for the computer bears it; else the smallest. The sample's model, which knows a few
 * words, is never chosen by itself. Where there is none the recommended one's name, so that the failure says what to download.
 */
export function usableModel(list: {
  models: readonly Model[];
  recommended: { readonly name: string };
}): string {
  const { models, recommended } = list;
  const sizeOf = (model: Model) => model.size ?? 0;
  const usable = models
    .filter((model) => isUsable(model) && model.source !== 'sample')
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  if (usable.some((model) => model.name === recommended.name)) return recommended.name;
  const bearable = models.find((model) => model.name === recommended.name)?.size ?? 0;
  const chosen = usable.findLast((model) => sizeOf(model) <= bearable) ?? usable[0];
  return chosen?.name ?? recommended.name;
}
