import { catalogue } from './catalogue.ts';
import type { ModelFile } from './modelFolder.ts';

/**
 * The model to use when nobody has chosen one: the recommended one, else the nearest that is installed (smaller rather than larger,
 * many languages rather than English only), else any other file. Never the sample, which knows a few words only.
 */
export function chooseModel(installed: Iterable<ModelFile>, recommended: string): string | null {
  const usable = [...installed].filter(
    (file) => file.task === 'transcription' && file.damage === null && !file.folder.isSample,
  );
  const wanted = rankOf(recommended);
  const cost = (file: ModelFile): number => {
    const rank = rankOf(file.name);
    if (rank === -1) return 10_000;
    const distance = rank <= wanted ? wanted - rank : 100 + rank - wanted;
    return distance + (file.languages === 'many' ? 0 : 1000);
  };
  return usable.sort((one, other) => cost(one) - cost(other))[0]?.name ?? null;
}

/** The place in the catalogue, which goes from small to large. */
function rankOf(name: string): number {
  return catalogue.findIndex((model) => model.name === name);
}
