import { matchTexts } from './alignWords.ts';
import { graphemesOf, isUnspaced } from './script.ts';

/** A stretch that two texts share, or that only one of them has. */
export interface Difference {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Former pieces `from` to before `to` became `next`. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly next: readonly string[];
}

/** What is compared as a whole: words and the spaces after them, single characters in scripts without spaces. */
function piecesOf(text: string): string[] {
  const chunks = text.match(/\s*\S+\s*$|\s*\S+(?=\s)|\s+$/gu) ?? [];
  return chunks.flatMap((chunk) => (isUnspaced(chunk) ? graphemesOf(chunk) : chunk));
}

/** Where two lists of pieces differ, in order; runs never touch. */
function runsOf(former: readonly string[], next: readonly string[]): Run[] {
  const matches = matchTexts(former, next);
  const runs: Run[] = [];
  let [reached, at] = [0, 0];
  const close = (to: number, end: number) => {
    if (to > reached || end > at) runs.push({ from: reached, to, next: next.slice(at, end) });
  };
  matches.forEach((match, index) => {
    if (match === null) return;
    close(match, index);
    [reached, at] = [match + 1, index + 1];
  });
  close(former.length, next.length);
  return runs;
}

/** Takes the one space away again that was put before two texts to compare them. */
function withoutFirstSpace(differences: readonly Difference[]): Difference[] {
  const [first, second, ...others] = differences;
  if (!first) return [];
  const cut = ({ kind, text }: Difference) => ({ kind, text: text.slice(1) });
  if (!second || first.kind === 'same') return [cut(first), ...differences.slice(1)];
  if (second.kind !== 'same') return [cut(first), cut(second), ...others];
  // Only one of them has words there: their space stands behind them then.
  return [{ ...first, text: `${first.text.slice(1)} ` }, cut(second), ...others];
}

/** Two texts word by word. */
export function compareTexts(former: string, next: string): Difference[] {
  // With a space before it the first word is a piece like any other.
  const pieces = piecesOf(` ${former}`);
  const differences: Difference[] = [];
  const say = (kind: Difference['kind'], text: string) => text !== '' && differences.push({ kind, text });
  let reached = 0;
  for (const run of runsOf(pieces, piecesOf(` ${next}`))) {
    say('same', pieces.slice(reached, run.from).join(''));
    say('removed', pieces.slice(run.from, run.to).join(''));
    say('added', run.next.join(''));
    reached = run.to;
  }
  say('same', pieces.slice(reached).join(''));
  return withoutFirstSpace(differences).filter(({ text }) => text !== '');
}

/** A text that two people changed at once, with both changes; null where they changed the same place differently. */
export function mergeTexts(base: string, one: string, other: string): string | null {
  const pieces = piecesOf(base);
  const ones = runsOf(pieces, piecesOf(one));
  const others = runsOf(pieces, piecesOf(other)).filter(
    (run) => !ones.some((own) => JSON.stringify(own) === JSON.stringify(run)),
  );
  if (others.some((run) => ones.some((own) => run.from <= own.to && own.from <= run.to))) return null;
  let merged = '';
  let reached = 0;
  for (const run of [...ones, ...others].sort((a, b) => a.from - b.from)) {
    merged += pieces.slice(reached, run.from).join('') + run.next.join('');
    reached = run.to;
  }
  return merged + pieces.slice(reached).join('');
}
