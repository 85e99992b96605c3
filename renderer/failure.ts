import type { TFunction } from 'i18next';
import { received } from '../shared/contract/failures.ts';
import { type Failure, toFailure } from '../shared/errors.ts';
import { fillSentence, type Said, type Text } from '../shared/sentences.ts';
import { fileName } from './format.ts';

/** What any thrown value says to people. Failures of the core come as they were sent. */
export function failureOf(error: unknown): Failure {
  return toFailure(received(error));
}

/** Whether a call ended only because the connection did. */
export function isConnectionLoss(error: unknown): boolean {
  return failureOf(error).code === 'DISCONNECTED';
}

/** What happened, in the person's language. */
export function sayWhat(t: TFunction, failure: Failure): string {
  return fillSentence(t(`errors.${failure.code}.sentence`), failure.details, sayIn(t));
}

/** What happened, with file names instead of paths, for where there is little room. */
export function sayBriefly(t: TFunction, { code, details }: Failure): string {
  const { path } = details;
  return sayWhat(t, {
    code,
    details: typeof path === 'string' ? { ...details, path: fileName(path) } : details,
  });
}

/** What is wrong with the very file that was to be transcribed. */
const ofTheFile = ['FILE_NOT_READABLE', 'FILE_EMPTY', 'FILE_VANISHED', 'MEDIA_UNREADABLE', 'NO_AUDIO_STREAM'];

/** What happened, where it is told beside the recording's title, or of several at once: without the name of its file. */
export function sayBesideTitle(t: TFunction, failure: Failure): string {
  if (!ofTheFile.includes(failure.code)) return sayBriefly(t, failure);
  return fillSentence(t(`errors.${failure.code}.sentence`).replace(' {path}', ''), failure.details, sayIn(t));
}

/** What to do next, in the person's language. */
export function sayNext(t: TFunction, failure: Failure): string {
  return fillSentence(t(`errors.${failure.code}.next`), failure.details, sayIn(t));
}

/** A sentence of the core, in the person's language. */
export function sayText(t: TFunction, text: Text): string {
  return typeof text === 'string' ? text : sayIn(t)(text);
}

/** Says the sentences of the core, also those in the gaps of others. */
function sayIn(t: TFunction) {
  const inWords = (said: Said): string => fillSentence(t(`sentences.${said.say}`), said.with, inWords);
  return inWords;
}

/** What a developer needs: the code, its details and the trace. */
export function detailsOf(failure: Failure): string {
  return [failure.code, JSON.stringify(failure.details), failure.trace ?? ''].filter(Boolean).join('\n');
}
