import type { TFunction } from 'i18next';
import type { Item, ItemState } from '../../../shared/contract/queue.ts';
import type { Failure } from '../../../shared/errors.ts';
import { modelTitle } from '../../../shared/modelTitle.ts';
import { percent, span } from '../../format.ts';

/** What a person can ask of an item. */
export type ItemCommand = 'retry' | 'pause' | 'resume' | 'cancel';

const commandsByState: Record<ItemState, readonly ItemCommand[]> = {
  waiting: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  retrying: ['pause', 'cancel'],
  failed: ['retry'],
  cancelled: ['retry'],
  done: [],
};

/** What can be asked of an item as it stands, in the order of its buttons. */
export function commandsFor(item: Item): readonly ItemCommand[] {
  return commandsByState[item.state].filter((command) => command !== 'retry' || !isUnreadable(item));
}

/** Failed for want of a model only: it goes on by itself as soon as there is one. */
export function needsModel({ state, failure }: Item): boolean {
  return state === 'failed' && failure?.code === 'MODEL_MISSING';
}

/** The colour in which a failure is told: what only waits for a model is none. */
export function failureTone({ code }: Failure): string {
  return code === 'MODEL_MISSING' ? 'text-warning' : 'text-danger';
}

/** What the database holds of it is spoilt: to try again is of no use. */
function isUnreadable({ failure }: Item): boolean {
  return failure?.code === 'ITEM_UNREADABLE';
}

/** What an item is doing, in a few words: `Transcribing 42%`. */
export function stateWords(t: TFunction, item: Item, language: string): string {
  if (needsModel(item)) return t('state.needsModel');
  if (item.state !== 'running') return t(`state.${item.state}`);
  if (item.stage === null) return t('state.running');
  const stage = t(`stage.${item.stage}`);
  return item.stage === 'recognizing' ? `${stage} ${percent(item.progress, language)}` : stage;
}

/** Time left and speed, as far as they are known. */
export function paceWords(t: TFunction, item: Item, language: string): string {
  if (item.state !== 'running') return '';
  const left = item.secondsLeft === null ? [] : t('queue.left', { time: span(item.secondsLeft, language) });
  const speed = item.speed === null ? [] : t('queue.speed', { factor: factor(item.speed, language) });
  return [left, speed].flat().join(' · ');
}

function factor(speed: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: speed < 10 ? 1 : 0 }).format(speed);
}

/** What is out of the ordinary: where it is worked on, and that another model had to take the place of the one wished for. */
export function noteWords(t: TFunction, { computer, replaces }: Item, hasSeveral: boolean): string {
  const where = computer !== null && hasSeveral ? [t('computers.at', { name: computer })] : [];
  const model = replaces === null ? [] : [t('resources.instead', { model: modelTitle(replaces) })];
  return [...where, ...model].join(' · ');
}
