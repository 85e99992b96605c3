import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { Hit } from '../../../shared/transcript/search.ts';
import { clock } from '../../format.ts';

/** Enough to see whether it is what one means. */
const mostShown = 50;
/** Characters before and after a place. */
const around = 32;

interface ReplacePreviewProps {
  segments: readonly Segment[];
  hits: readonly Hit[];
  onShow: (hit: Hit) => void;
}

/** What replacing would do: each place with what is before and after it. */
export function ReplacePreview({ segments, hits, onShow }: ReplacePreviewProps) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('find.preview')} className="max-h-36 overflow-y-auto text-sm">
      {hits.slice(0, mostShown).map((hit) => {
        const segment = segments[hit.segment];
        if (!segment) return null;
        const { from, to, replacement } = hit;
        const { text } = segment;
        return (
          <li key={`${segment.id} ${from}`}>
            <button
              type="button"
              onClick={() => onShow(hit)}
              className="flex w-full gap-3 rounded-md px-2 py-0.5 text-left hover:bg-hover"
            >
              <span className="w-12 shrink-0 text-right text-soft text-xs leading-5 tabular-nums">
                {clock(segment.start)}
              </span>
              <span dir="auto" className="min-w-0 grow truncate">
                {from > around && '…'}
                {text.slice(Math.max(0, from - around), from)}
                <del className="text-danger">{text.slice(from, to)}</del>
                <ins className="font-medium text-accent-text no-underline">{replacement}</ins>
                {text.slice(to, to + around)}
                {to + around < text.length && '…'}
              </span>
            </button>
          </li>
        );
      })}
      {hits.length > mostShown && (
        <li className="px-2 py-0.5 text-soft">{t('find.more', { count: hits.length - mostShown })}</li>
      )}
    </ul>
  );
}
