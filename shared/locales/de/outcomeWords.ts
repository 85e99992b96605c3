import type { outcomeWords as english } from '../../endedBatches.ts';

export const outcomeWords: typeof english = {
  done: 'fertig',
  needsModel: 'wartet auf ein Modell',
  someFailed: 'fertig, mit Fehlern',
  failed: 'fehlgeschlagen',
  cancelled: 'abgebrochen',
};
