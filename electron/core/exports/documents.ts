import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import type { Library } from '../library/library.ts';
import type { Notes } from '../notes/notes.ts';
import type { Transcripts } from '../transcripts/transcripts.ts';

/** A transcript with what exports ask of its recording. */
export interface Exported {
  readonly recordingId: string;
  readonly document: TranscriptDocument;
}

/** Reads transcripts as documents. The last one is kept as long as nobody changes it: a preview asks again and again. */
export function createDocuments(options: { library: Library; transcripts: Transcripts; notes: Notes }) {
  const { library, transcripts, notes } = options;
  let kept: { key: string; segments: Promise<TranscriptDocument['segments']> } | null = null;

  return async function documentOf(transcriptId: string): Promise<Exported> {
    const transcript = await transcripts.get(transcriptId);
    const key = [transcriptId, transcript.sequence, transcript.transcribedUntil].join(' ');
    if (kept?.key !== key) kept = { key, segments: transcripts.everySegment(transcriptId) };
    const [{ title, duration }, noted, segments] = await Promise.all([
      library.one(transcript.recordingId),
      notes.list(transcript.recordingId),
      kept.segments,
    ]);
    const { language, isTranslation, engine, model, createdAt, coverage, warnings } = transcript;
    const own = { coverage, warnings, notes: noted.map(({ at, text }) => ({ at, text })) };
    const head = { title, duration, language, isTranslation, engine, model, createdAt };
    return { recordingId: transcript.recordingId, document: { ...head, segments, ...own } };
  };
}
