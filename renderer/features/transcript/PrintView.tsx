import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { paragraphsOf } from '../../../shared/transcript/paragraphs.ts';
import { useAction } from '../../actionRunner.ts';
import { clock } from '../../format.ts';

interface PrintViewProps {
  title: string;
  language: string | null;
  segments: readonly Segment[];
}

/** The whole transcript on paper. It is made when something is printed, also from the browser's own menu. */
export function PrintView({ title, language, segments }: PrintViewProps) {
  const [isPrinting, setIsPrinting] = useState(false);
  useAction('transcript.print', () => window.print());
  useEffect(() => {
    // The page has to be there when this returns.
    const begin = () => flushSync(() => setIsPrinting(true));
    const end = () => setIsPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  if (!isPrinting) return null;
  return createPortal(
    <article className="print" lang={language ?? undefined}>
      <h1>{title}</h1>
      {paragraphsOf(segments).map(({ start, speaker, text }) => (
        <section key={start}>
          <p className="print-head">
            {clock(start)}
            {speaker !== null && <strong dir="auto">{speaker}</strong>}
          </p>
          <p dir="auto">{text}</p>
        </section>
      ))}
    </article>,
    document.body,
  );
}
