import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { type Hit, replacedTexts } from '../../../shared/transcript/search.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Editor } from './editor.ts';
import { FindField } from './FindField.tsx';
import { ReplacementField } from './ReplacementField.tsx';
import { ReplacePreview } from './ReplacePreview.tsx';
import type { Find } from './useFind.ts';

interface FindBarProps {
  editor: Editor;
  segments: readonly Segment[];
  find: Find;
  replaces: boolean;
  field: RefObject<HTMLInputElement | null>;
  /** Brings a place into view. */
  onShow: (hit: Hit) => void;
  onClose: () => void;
}

/** Finding in the transcript, and putting something else there: one place, or all as one step. */
export function FindBar({ editor, segments, find, replaces, field, onShow, onClose }: FindBarProps) {
  const { actions } = useTrax();
  const { t } = useTranslation();
  const { search, setSearch, replacement, setReplacement, hits, at, isPattern } = find;
  useEffect(() => field.current?.select(), [field]);
  const go = (direction: 1 | -1) => {
    const hit = find.step(direction);
    if (hit) onShow(hit);
  };
  const replace = (places: readonly Hit[]) => {
    if (places.length === 0) return;
    editor.apply({ type: 'replaceAll', texts: replacedTexts(segments, places) });
    // The button may have nothing left to do, and what is disabled loses the focus.
    field.current?.focus();
  };
  const replaceHere = () => {
    const hit = hits[at];
    if (hit) replace([hit]);
    const next = hits[at + 1];
    if (next) onShow(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === field.current) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <search onKeyDown={onKeyDown} className="shrink-0 border-line border-b bg-side px-6 py-2">
      <div className="mx-auto flex max-w-3xl flex-col gap-2">
        <div className="flex items-center gap-1">
          <FindField label={t('find.field')} search={search} onChange={setSearch} field={field} />
          <span role="status" className="min-w-20 whitespace-nowrap px-2 text-right text-soft tabular-nums">
            {!isPattern
              ? t('find.noPattern')
              : search.text !== '' &&
                (hits.length === 0 ? t('find.nothing') : t('find.count', { at: at + 1, count: hits.length }))}
          </span>
          <IconButton icon={ArrowUp} label={t('find.previous')} onClick={() => go(-1)} />
          <IconButton icon={ArrowDown} label={t('find.next')} onClick={() => go(1)} />
          <IconButton icon={X} label={t('common.close')} onClick={onClose} />
        </div>
        {replaces && (
          <div className="flex flex-wrap items-center gap-2">
            <ReplacementField label={t('find.replacement')} value={replacement} onChange={setReplacement} />
            <Button disabled={hits.length === 0} onClick={replaceHere}>
              {t('find.replace')}
            </Button>
            <Button disabled={hits.length === 0} onClick={() => replace(hits)}>
              {hits.length === 0 ? t('find.replaceNone') : t('find.replaceAll', { count: hits.length })}
            </Button>
            <Button look="quiet" onClick={() => actions.run('transcript.replacements')}>
              {t('replacements.open')}
            </Button>
          </div>
        )}
        {replaces && hits.length > 0 && <ReplacePreview segments={segments} hits={hits} onShow={onShow} />}
      </div>
    </search>
  );
}
