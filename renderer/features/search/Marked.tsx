import type { Mark } from '../../../shared/search/marks.ts';
import { excerptOf } from './excerpt.ts';

/** Text in which what was searched for stands out. */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  let at = 0;
  return excerptOf(text, marks).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.isMarked ? (
      <mark key={key} className="rounded-sm bg-accent-soft px-px font-semibold text-accent-text">
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}
