import type { Model } from '../../../shared/contract/models.ts';

/** The largest usable model that is smaller than another, for a computer that does not bear that; null where there is none. */
export function smallerModel(models: readonly Model[], nameOrPath: string): string | null {
  const sizeOf = (model: Model) => model.size ?? 0;
  const current = models.find((model) => model.name === nameOrPath || model.path === nameOrPath);
  if (!current?.size) return null;
  const smaller = models
    .filter(
      (model) => model.task === 'transcription' && model.path && !model.damage && model.source !== 'sample',
    )
    .filter((model) => sizeOf(model) < sizeOf(current))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return smaller[0]?.name ?? null;
}
