import type { Difference } from '../../../shared/transcript/compareTexts.ts';

/** Two texts as one: what went is struck out, what came stands out. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  return differences.map(({ kind, text }, place) => {
    const key = `${place} ${text}`;
    if (kind === 'removed')
      return (
        <del key={key} className="text-danger">
          {text}
        </del>
      );
    if (kind === 'added')
      return (
        <ins key={key} className="font-medium text-accent-text no-underline [del+&]:ms-0.5">
          {text}
        </ins>
      );
    return <span key={key}>{text}</span>;
  });
}
