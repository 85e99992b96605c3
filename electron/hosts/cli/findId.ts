import type { Recording } from '../../../shared/contract/library.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Client } from './context.ts';

const wholeId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Recordings that are looked through in one go. */
const pageSize = 500;

/** The recording that an id, the first characters of one, or the id of its transcript means. Throws NOT_FOUND, INVALID_INPUT. */
export async function findRecording(client: Client, id: string): Promise<Recording> {
  const wanted = id.toLowerCase();
  const found: Recording[] = [];
  for await (const recording of everyRecording(client)) {
    if (recording.id === wanted || recording.transcriptId === wanted) return recording;
    if (!wholeId.test(wanted) && recording.id.startsWith(wanted)) found.push(recording);
  }
  const [only, another] = found;
  if (another) throw new TraxError('INVALID_INPUT', { reason: say('reason.severalBegin', { id }) });
  if (only) return only;
  throw new TraxError('NOT_FOUND', { what: say('thing.recording'), id });
}

async function* everyRecording(client: Client): AsyncGenerator<Recording> {
  for (let offset = 0; ; offset += pageSize) {
    const { recordings } = await client.library.list({ offset, limit: pageSize });
    yield* recordings;
    if (recordings.length < pageSize) return;
  }
}

/** The recording's transcript; throws NOT_FOUND where there is none yet. */
export function transcriptOf(recording: Recording): string {
  if (recording.transcriptId) return recording.transcriptId;
  throw new TraxError('NOT_FOUND', { what: say('thing.transcriptOf'), id: recording.id });
}
