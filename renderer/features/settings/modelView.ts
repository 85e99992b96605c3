import type { TFunction } from 'i18next';
import type { Model } from '../../../shared/contract/models.ts';
import { bytes } from '../../format.ts';
import type { Choice } from '../../ui/choice.ts';

/** How a model stands on this computer. */
export type ModelState = 'damaged' | 'downloading' | 'stopped' | 'installed' | 'available';

export function modelState(model: Model): ModelState {
  if (model.download) return model.download.failure ? 'stopped' : 'downloading';
  if (model.damage !== null) return 'damaged';
  return model.path === null ? 'available' : 'installed';
}

export function isUsable(model: Model): boolean {
  return model.task === 'transcription' && model.path !== null && model.damage === null;
}

/** How large a model is, as far as it is known before it is here. */
export function modelSize(t: TFunction, { size, estimatedSize }: Model, language: string): string | null {
  if (size !== null) return bytes(size, language);
  return estimatedSize === null ? null : t('models.about', { size: bytes(estimatedSize, language) });
}

/** The recommended one first, then what is usable, then what can be had, by size. */
export function inOrder(models: readonly Model[], recommended: string): Model[] {
  const rank = (model: Model) => {
    if (model.name === recommended) return 0;
    return model.path !== null || model.download !== null ? 1 : 2;
  };
  const sizeOf = (model: Model) => model.size ?? model.estimatedSize ?? 0;
  return models.toSorted((a, b) => rank(a) - rank(b) || sizeOf(a) - sizeOf(b));
}

/** The models that can be chosen, after the choice that leaves it to Trax. */
export function modelChoices(models: readonly Model[], best: string, language: string): Choice<string>[] {
  const usable = models.filter(isUsable).map((model) => ({
    value: model.name,
    label: model.name,
    ...(model.size !== null && { note: bytes(model.size, language) }),
  }));
  return [{ value: 'recommended', label: best }, ...usable];
}
