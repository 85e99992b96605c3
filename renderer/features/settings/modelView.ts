import type { TFunction } from 'i18next';
import type { Model } from '../../../shared/contract/models.ts';
import { modelTitle } from '../../../shared/modelTitle.ts';
import { isUsable } from '../../../shared/usableModel.ts';
import { bytes } from '../../format.ts';
import type { Choice } from '../../ui/choice.ts';

/** How a model stands on this computer. */
export type ModelState = 'damaged' | 'downloading' | 'stopped' | 'installed' | 'available';

export function modelState(model: Model): ModelState {
  if (model.download) return model.download.failure ? 'stopped' : 'downloading';
  if (model.damage !== null) return 'damaged';
  return model.path === null ? 'available' : 'installed';
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

/** The models that can be chosen: those that are here, and the one that is chosen although it is not. */
export function modelChoices(
  models: readonly Model[],
  chosen: string | null,
  language: string,
): Choice<string>[] {
  const usable = models.filter(isUsable).map(({ name, size }) => ({
    value: name,
    label: name,
    ...(size !== null && { note: bytes(size, language) }),
  }));
  const isThere = chosen === null || usable.some(({ value }) => value === chosen);
  return isThere ? usable : [...usable, { value: chosen, label: modelTitle(chosen) }];
}
