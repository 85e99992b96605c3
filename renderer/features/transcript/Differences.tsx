import { Fragment } from 'react';
import type { Difference } from '../../../shared/transcript/compareTexts.ts';

/** Two texts as one: what went is struck out, what came stands out. A space before a word is neither. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  return differences.map(({ kind, text }, place) => {
    const key = `${place} ${text}`;
    const word = text.trimStart();
    const space = text.slice(0, text.length - word.length);
    return (
      <Fragment key={key}>
        {space}
        {kind === 'removed' ? (
          <del className="text-danger">{word}</del>
        ) : kind === 'added' ? (
          <ins className="font-medium text-accent-text no-underline [del+&]:ms-0.5">{word}</ins>
        ) : (
          word
        )}
      </Fragment>
    );
  });
}
