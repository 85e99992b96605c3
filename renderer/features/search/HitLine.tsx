import type { SearchHit } from '../../../shared/contract/search.ts';
import { clock } from '../../format.ts';
import { Line } from './Line.tsx';
import { Marked } from './Marked.tsx';
import { hitKey } from './options.ts';
import type { Search } from './useSearch.ts';

/** Characters under which a text does not say what it is about by itself. */
const short = 90;
const around = 70;

/** A place where it is said: when, by whom, and the words around it. */
export function HitLine({ hit, search }: { hit: SearchHit; search: Search }) {
  const { at, speaker, text, marks, before, after } = hit;
  const isShort = text.length < short;
  return (
    <Line search={search} name={hitKey(hit)} className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-baseline">
      <span className="text-accent-text tabular-nums">{clock(at)}</span>
      <span dir="auto" className="line-clamp-3 text-base wrap-anywhere">
        {speaker && <span className="mr-2 font-medium text-soft">{speaker}</span>}
        {isShort && before && <span className="text-soft">{endOf(before)} </span>}
        <Marked text={text} marks={marks} />
        {isShort && after && <span className="text-soft"> {startOf(after)}</span>}
      </span>
    </Line>
  );
}

const startOf = (text: string) =>
  text.length > around ? `${text.slice(0, around).replace(/\s\S*$/, '')}…` : text;
const endOf = (text: string) =>
  text.length > around ? `…${text.slice(-around).replace(/^\S*\s/, '')}` : text;
