import { type FormEvent, memo, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { clock } from '../../format.ts';
import type { Editor } from './editor.ts';
import { paintText } from './paintText.ts';

interface SegmentTextProps {
  segment: Segment;
  editor: Editor;
}

/** A paragraph's text: each word can be clicked, and all of it can be typed into, always. */
export const SegmentText = memo(function SegmentText({ segment, editor }: SegmentTextProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const paint = () => {
    if (box.current && !editor.isTyped(segment.id)) {
      paintText(box.current, segment, (percent) => t('transcript.sure', { percent }));
    }
  };
  useLayoutEffect(paint);
  const onInput = ({ nativeEvent, currentTarget }: FormEvent<HTMLDivElement>) => {
    const isComposing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
    editor.type(segment.id, currentTarget.textContent ?? '', isComposing);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a text area cannot hold words that are marked one by one.
    <div
      ref={box}
      role="textbox"
      aria-multiline
      aria-label={t('transcript.textAt', { time: clock(segment.start) })}
      data-text={segment.id}
      contentEditable="plaintext-only"
      suppressContentEditableWarning
      tabIndex={-1}
      spellCheck
      dir="auto"
      lang={segment.language ?? undefined}
      onInput={onInput}
      onCompositionEnd={({ currentTarget }) => editor.type(segment.id, currentTarget.textContent ?? '')}
      onBlur={() => {
        editor.flush();
        paint();
      }}
      className="min-h-7.25 min-w-0 whitespace-pre-wrap rounded text-read outline-none wrap-anywhere"
    />
  );
});
