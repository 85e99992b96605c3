import type { Item } from '../../../shared/contract/queue.ts';
import { columnsOf } from '../../../shared/transcript/script.ts';
import { formatDuration } from './duration.ts';

/** A recording that is being worked on, as the status line needs it. */
export interface Underway {
  readonly title: string;
  readonly item: Pick<Item, 'state' | 'stage' | 'progress' | 'secondsLeft' | 'speed'>;
}

const stageWords = {
  reading: 'reading the file',
  loading: 'loading the model',
  decoding: 'finding the place where it stopped',
  recognizing: 'transcribing',
  saving: 'saving',
} as const;

const stateWords: Partial<Record<Item['state'], string>> = {
  waiting: 'waiting',
  paused: 'paused',
  retrying: 'waiting to try again',
};

/** The one line that says how far everything is, no wider than the terminal. */
export function progressLine(
  files: { readonly total: number; readonly ended: number; readonly underway: readonly Underway[] },
  columns: number,
): string {
  const [first, ...others] = [...files.underway].sort((one, other) => rank(one) - rank(other));
  if (!first) return '';
  const count = files.total > 1 ? `${files.ended + 1} of ${files.total}  ` : '';
  const running = others.filter(({ item }) => item.state === 'running').length;
  const more = running > 0 ? `  (and ${running} more)` : '';
  const facts = `  ${factsOf(first)}${more}`;
  const room = columns - 1 - columnsOf(count) - columnsOf(facts);
  return cut(`${count}${cut(first.title, Math.max(8, room))}${facts}`, columns - 1);
}

function rank({ item }: Underway): number {
  return item.state === 'running' ? 0 : 1;
}

function factsOf({ item }: Underway): string {
  const state = stateWords[item.state];
  if (state) return state;
  if (item.stage !== 'recognizing') return item.stage ? stageWords[item.stage] : 'starting';
  const facts = [`${stageWords.recognizing} ${Math.floor(item.progress * 100)} %`];
  if (item.speed !== null) facts.push(`${item.speed < 10 ? item.speed.toFixed(1) : Math.round(item.speed)}x`);
  if (item.secondsLeft !== null) facts.push(`${formatDuration(item.secondsLeft)} left`);
  return facts.join('  ');
}

/** As much of a text as fits into so many columns, with an ellipsis where it does not. */
function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (columnsOf(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
