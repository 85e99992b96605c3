import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, sayNext, sayWhat } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { createEditor, type Editor } from './editor.ts';
import { createUnsavedStore } from './unsaved.ts';

/** An editor for as long as the transcript is shown; null before there is one. It catches up with every event. */
export function useEditor(transcriptId: string | null, duration: number | null) {
  const { client, api, toasts } = useTrax();
  const { t } = useTranslation();
  const [editor, setEditor] = useState<Editor | null>(null);
  const [opening, setOpening] = useState(0);
  const seconds = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    seconds.current = duration ?? Number.POSITIVE_INFINITY;
  });
  useEffect(() => {
    if (transcriptId === null) return;
    const created = createEditor({
      client,
      transcriptId,
      duration: () => seconds.current,
      unsaved: createUnsavedStore(localStorage, navigator.locks, transcriptId),
      inspects: import.meta.env.DEV,
      onFailure: (error) => {
        const failure = failureOf(error);
        toasts.getState().show({ kind: 'problem', title: sayWhat(t, failure), lines: [sayNext(t, failure)] });
      },
    });
    setEditor(created);
    setOpening((count) => count + 1);
    window.addEventListener('pagehide', created.flush);
    return () => {
      window.removeEventListener('pagehide', created.flush);
      created.close();
      setEditor(null);
    };
  }, [client, transcriptId, toasts, t]);
  const stored = useQuery({
    // Events make it stale; a new editor begins anew.
    queryKey: [
      ...api.transcripts.segments.queryKey({ input: { transcriptId: transcriptId ?? '' } }),
      'editor',
      opening,
    ],
    queryFn: async ({ signal }) => {
      await editor?.sync(signal);
      return null;
    },
    enabled: editor !== null,
    gcTime: 0,
  });
  return { editor, error: stored.error, retry: () => void stored.refetch() };
}
