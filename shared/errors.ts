import { z } from 'zod';
import { type Filling, fillingSchema, fillSentence, quoted, type Reason, type Said } from './sentences.ts';

/** How one kind of failure is told: what happened, what to do, and whether trying again can help. */
interface ErrorKind {
  /** One sentence for people; `{name}` is filled from the error's details. */
  readonly sentence: string;
  /** What the person can do next. */
  readonly next: string;
  /** True when the same attempt may succeed later without anybody changing anything. */
  readonly passing: boolean;
}

/**
 * Every failure that a user can meet, once. The queue retries what is `passing`;
 * the page and the command line print `sentence` and `next`.
 */
export const errorKinds = {
  FILE_NOT_FOUND: {
    sentence: 'There is no file at {path}.',
    next: 'Check the path, or add the recording again from where it is now.',
    passing: false,
  },
  FILE_NOT_READABLE: {
    sentence: 'The file {path} may not be read.',
    next: 'Give yourself permission to read it, then retry.',
    passing: false,
  },
  FILE_EMPTY: {
    sentence: 'The file {path} is empty.',
    next: 'Copy it again from where it came from.',
    passing: false,
  },
  FILE_VANISHED: {
    sentence: 'The file {path} could no longer be read part of the way through.',
    next: 'Connect the drive or put the file back, then retry. What was transcribed so far is kept.',
    passing: false,
  },
  NOTHING_TO_ADD: {
    sentence: 'There is no recording in {path}.',
    next: 'Choose a folder that holds audio or video files.',
    passing: false,
  },
  FOLDER_AWAY: {
    sentence: 'The folder {path} is not there at the moment.',
    next: 'Connect the drive or the network. Trax looks for it and goes on by itself.',
    passing: true,
  },
  FOLDER_WATCHED: {
    sentence: 'The folder {path} is watched already.',
    next: 'Change its settings in the list of watch folders.',
    passing: false,
  },
  ITEM_UNREADABLE: {
    sentence: 'What the queue keeps of this recording cannot be read ({columns}).',
    next: 'Remove it from the queue and add the recording again. The recording and its finished transcripts stay.',
    passing: false,
  },
  MEDIA_UNREADABLE: {
    sentence: 'The file {path} is not a recording that can be decoded.',
    next: 'Open it in a player to see whether it is complete, or convert it and add it again.',
    passing: false,
  },
  NO_AUDIO_STREAM: {
    sentence: 'The file {path} has no sound.',
    next: 'Choose a recording with an audio track.',
    passing: false,
  },
  DISK_FULL: {
    sentence: 'The disk that holds {path} is full.',
    next: 'Make room, then retry. What was stored before is kept.',
    passing: false,
  },
  FOLDER_NOT_WRITABLE: {
    sentence: 'Nothing can be written to {path}.',
    next: 'Choose another folder (TRAX_HOME names that of the library), or give yourself permission to write there.',
    passing: false,
  },
  FOLDER_OF_DATABASE: {
    sentence: '{path} lies in the folder of the database, where only the database itself writes.',
    next: 'Choose another folder, best on another disk.',
    passing: false,
  },
  FFMPEG_MISSING: {
    sentence: 'ffmpeg, which reads recordings, was not found.',
    next: 'Install ffmpeg, or set FFMPEG_PATH to where it is.',
    passing: false,
  },
  MODEL_MISSING: {
    sentence: 'The model {model} is not on this computer.',
    next: 'Download it, import a model file, or choose another model.',
    passing: false,
  },
  MODEL_DAMAGED: {
    sentence: 'The model {model} is damaged or of another kind: {reason}.',
    next: 'Remove it and download it again, or import another file.',
    passing: false,
  },
  MODEL_UNKNOWN: {
    sentence: 'There is no model called {model}.',
    next: 'See the list of models for the names that exist.',
    passing: false,
  },
  MODEL_READ_ONLY: {
    sentence: 'The model {model} is in a folder that Trax only reads.',
    next: 'Remove the file from {path} yourself.',
    passing: false,
  },
  DOWNLOAD_FAILED: {
    sentence: '{name} could not be downloaded: {reason}.',
    next: 'Check the connection and start the download again. It goes on where it stopped.',
    passing: true,
  },
  DOWNLOAD_CORRUPT: {
    sentence: 'What was downloaded for {name} is not what its publisher made (checksum differs).',
    next: 'Nothing was installed. Try again later or from another network.',
    passing: false,
  },
  ENGINE_MISSING: {
    sentence: 'The recogniser {engine} is not on this computer.',
    next: 'Run the set-up again, or choose another engine.',
    passing: false,
  },
  ENGINE_CRASHED: {
    sentence: 'The recogniser stopped unexpectedly ({reason}).',
    next: 'It is started again by itself. If it happens again, choose a smaller model.',
    passing: true,
  },
  ENGINE_OUT_OF_MEMORY: {
    sentence: 'There was not enough memory for the model {model}.',
    next: 'Close other applications, choose a smaller model, or let Trax do so (Settings).',
    passing: false,
  },
  MEMORY_SHORT: {
    sentence: 'There was not enough memory for the model {model} this often at the same time.',
    next: 'From now on {atOnce} at the same time on this computer; this recording goes on by itself.',
    passing: true,
  },
  MODEL_TOO_LARGE: {
    sentence: 'There was not enough memory for the model {model}.',
    next: 'It is transcribed with {smaller} instead, as the settings allow.',
    passing: true,
  },
  MEDIA_ELSEWHERE: {
    sentence: 'The recording is on {computer}, which cannot be reached from here.',
    next: 'Open Trax there and let it share recordings, or map a folder that both reach. It goes on by itself.',
    passing: true,
  },
  MEDIA_DIFFERS: {
    sentence: 'What came from {computer} is not the recording: its checksum differs.',
    next: 'It is fetched again. If it happens again, check the file there.',
    passing: true,
  },
  ENDPOINT_UNREACHABLE: {
    sentence: 'The server {url} does not answer.',
    next: 'Check the address and that the server runs. Trax tries again by itself.',
    passing: true,
  },
  ENDPOINT_UNAUTHORIZED: {
    sentence: 'The server {url} does not accept the key.',
    next: 'Check the API key in the settings.',
    passing: false,
  },
  ENDPOINT_BUSY: {
    sentence: 'The server {url} asks to wait.',
    next: 'Trax tries again by itself when the server allows it.',
    passing: true,
  },
  ENDPOINT_QUOTA: {
    sentence: 'The server {url} says that the quota is used up.',
    next: 'Look at your plan there. Trax asks again once an hour, or at once if you wish (Queue).',
    passing: true,
  },
  ENDPOINT_TOO_LARGE: {
    sentence: 'The server {url} refuses a piece of this length.',
    next: 'Lower the size limit of the endpoint in the settings.',
    passing: false,
  },
  ENDPOINT_FAILED: {
    sentence: 'The server {url} had an error of its own ({reason}).',
    next: 'Trax tries again by itself. If it goes on, look at the server.',
    passing: true,
  },
  ENDPOINT_REFUSED: {
    sentence: 'The server {url} refused the request: {reason}.',
    next: 'Check the model name and the address of the endpoint in the settings.',
    passing: false,
  },
  ENDPOINT_GARBAGE: {
    sentence: 'The server {url} answered with something that is not a transcript.',
    next: 'Check that the address is an OpenAI-compatible transcription endpoint.',
    passing: false,
  },
  COMMAND_FAILED: {
    sentence: 'The command {command} did not work ({reason}).',
    next: 'Try it in a terminal. The transcripts are there all the same.',
    passing: false,
  },
  WORKER_CRASHED: {
    sentence: 'The process that worked on this recording stopped ({reason}).',
    next: 'It is started again by itself and goes on where it was.',
    passing: true,
  },
  DATABASE_UNAVAILABLE: {
    sentence: 'The database does not answer: {reason}.',
    next: 'Trax starts it again, or waits for it where it is a server of your own. What was stored is safe.',
    passing: true,
  },
  DATABASE_TOO_OLD: {
    sentence: 'This PostgreSQL server has version {version}; Trax needs 15 or later.',
    next: 'Upgrade the server, or unset DATABASE_URL to use the built-in one.',
    passing: false,
  },
  VERSION_DIFFERS: {
    sentence: 'This computer runs Trax {own}, the library is looked after by {library}.',
    next: 'Install the same version here. Nothing was changed.',
    passing: false,
  },
  DATABASE_TOO_NEW: {
    sentence: 'This library was last opened by a newer Trax (schema {version}).',
    next: 'Update Trax on this computer.',
    passing: false,
  },
  POSTGRES_MISSING: {
    sentence:
      'This library was made with PostgreSQL {major}; to carry it over to {own}, the programs of {major} are needed once.',
    next: 'Install PostgreSQL {major}, or name its folder of programs with TRAX_POSTGRES, and start again. Nothing was changed.',
    passing: false,
  },
  CARRY_OVER_FAILED: {
    sentence: 'The library could not be carried over from PostgreSQL {major} to {own}: {reason}.',
    next: 'Nothing was changed: start again to try once more, or go back to the former version of Trax.',
    passing: false,
  },
  MIGRATION_FAILED: {
    sentence: 'The library could not be brought to the new version: {reason}.',
    next: 'Nothing was changed. Go back to the former version of Trax and send us the details.',
    passing: false,
  },
  BACKUP_ELSEWHERE: {
    sentence: 'This library is on a PostgreSQL server of your own; its backups are made and restored there.',
    next: "Use that server's tools (pg_dump, pg_basebackup), or ask its administrator.",
    passing: false,
  },
  BACKUP_MISSING: {
    sentence: 'There is no backup in {path}.',
    next: 'Choose the folder of a backup, or one that holds backups. Nothing was changed.',
    passing: false,
  },
  MOMENT_UNREACHABLE: {
    sentence: 'No backup leads to {at}.',
    next: 'Choose a later moment, or name a backup itself: those from before a restoration lead to nothing after it. Nothing was changed.',
    passing: false,
  },
  BACKUP_DAMAGED: {
    sentence: 'The backup {path} is damaged: {file} is missing or was changed.',
    next: 'Restore an older one. Nothing was changed.',
    passing: false,
  },
  JOURNAL_DAMAGED: {
    sentence:
      'The journal between the backups is damaged: {segment} is missing or cannot be read to its end.',
    next: 'Restore to an earlier moment, or to the moment of a backup. Nothing was changed.',
    passing: false,
  },
  RESTORE_FAILED: {
    sentence: 'The restored library does not work: {reason}.',
    next: 'Nothing was changed. Restore an older backup.',
    passing: false,
  },
  EXPORT_DAMAGED: {
    sentence: 'The export {path} is damaged: {file} is missing or was changed.',
    next: 'Export it again, or copy it again from where it came from. Nothing was changed.',
    passing: false,
  },
  MOVE_REFUSED: {
    sentence: 'The data cannot be moved to {path}: {reason}.',
    next: 'Choose another folder. Nothing was changed.',
    passing: false,
  },
  COPY_DIFFERS: {
    sentence: 'The copy {path} is not what was copied: its disk does not keep what is written to it.',
    next: 'Choose another disk. Nothing was changed.',
    passing: false,
  },
  DATA_FOLDER_MISSING: {
    sentence: 'The library is in {path}, which is not there.',
    next: 'Connect the disk that it is on, then start again.',
    passing: false,
  },
  PDF_NEEDS_BROWSER: {
    sentence:
      'A PDF with letters of this script is printed by a browser, and there is no Chromium, Chrome or Edge on this computer.',
    next: 'Install one, name yours with CHROMIUM_PATH, or export HTML and print that from any browser.',
    passing: false,
  },
  PDF_FAILED: {
    sentence: 'The browser could not print the PDF: {reason}.',
    next: 'Try again; if it fails again, export HTML and print that from any browser.',
    passing: false,
  },
  NOT_FOUND: {
    sentence: 'There is no {what} with the id {id}.',
    next: 'It may have been removed. Look at the list again.',
    passing: false,
  },
  NAME_TAKEN: {
    sentence: 'Something else is called {name} already.',
    next: 'Choose another name.',
    passing: false,
  },
  EDIT_CONFLICT: {
    sentence: 'This passage was changed elsewhere in the meantime.',
    next: 'Look at what it says now, then make your change again.',
    passing: false,
  },
  NOT_ALLOWED_NOW: {
    sentence: 'That is not possible while {reason}.',
    next: 'Wait until that is over, then try again.',
    passing: false,
  },
  PATH_NOT_WHOLE: {
    sentence: '{path} is not the whole path of a file or folder.',
    next: 'Give it from its beginning, such as /media/disk/trax or D:\\Trax.',
    passing: false,
  },
  INVALID_INPUT: {
    sentence: 'That was not understood: {reason}.',
    next: 'Correct it and try again.',
    passing: false,
  },
  UPLOAD_FAILED: {
    sentence: '{name} could not be handed over to Trax ({reason}).',
    next: 'Check that the file is still there, then add it again.',
    passing: true,
  },
  PORT_TAKEN: {
    sentence: 'Port {port} of this computer is taken by another program.',
    next: 'Choose another port, or leave the choice to Trax.',
    passing: false,
  },
  DISCONNECTED: {
    sentence: 'The connection to Trax was lost.',
    next: 'It is made again by itself; then try again. What was stored is kept.',
    passing: true,
  },
  CANCELLED: {
    sentence: 'Stopped.',
    next: 'What was done is kept; start it again to go on.',
    passing: false,
  },
  UNEXPECTED: {
    sentence: 'Something went wrong that Trax did not expect.',
    next: 'Copy the details and send them to us. What was stored is kept.',
    passing: false,
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;
export const errorCodes = Object.keys(errorKinds) as [ErrorCode, ...ErrorCode[]];

/** What fills a failure's sentence. Its reason, and what it is about, are said in the person's language or quoted. */
export type FailureDetails = Filling & { readonly reason?: Reason; readonly what?: Said };

/** A failure as it crosses a process or is stored: a code and what fills its sentence. */
export const failureSchema = z.object({
  code: z.enum(errorCodes),
  // What stands in a stored one was said or quoted when it was made.
  details: fillingSchema.default({}) as z.ZodType<FailureDetails>,
  /** The developers' trace, for "copy details"; never shown by itself. */
  trace: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** The sentence for people, with its details filled in. */
export function sentenceOf(failure: Pick<Failure, 'code' | 'details'>): string {
  return fillSentence(errorKinds[failure.code].sentence, failure.details);
}

/** What the person can do next, with details filled in. */
export function nextStepOf(failure: Pick<Failure, 'code' | 'details'>): string {
  return fillSentence(errorKinds[failure.code].next, failure.details);
}

/** The one class of error that is expected: its code says which, its cause says why. */
export class TraxError extends Error {
  override readonly name = 'TraxError';
  readonly code: ErrorCode;
  readonly details: FailureDetails;

  constructor(code: ErrorCode, details: FailureDetails = {}, options?: { cause?: unknown }) {
    super(sentenceOf({ code, details }), options);
    this.code = code;
    this.details = details;
  }

  /** Whether the same attempt may succeed later without anybody changing anything. */
  get passing(): boolean {
    return errorKinds[this.code].passing;
  }
}

/** Why something failed, to be told of what failed with it: the reason of a failure, or what it says itself. */
export function reasonOf(error: unknown): Reason {
  return (error instanceof TraxError && error.details.reason) || quoted(error);
}

/** Any thrown value as something that can be stored and sent. Unknown errors become `UNEXPECTED` with their trace. */
export function toFailure(error: unknown): Failure {
  if (error instanceof TraxError) {
    return {
      code: error.code,
      details: error.details,
      ...(error.cause ? { trace: traceOf(error.cause) } : {}),
    };
  }
  if (error instanceof Error && error.name === 'AbortError') return { code: 'CANCELLED', details: {} };
  return { code: 'UNEXPECTED', details: {}, trace: traceOf(error) };
}

/** The error that a stored or received failure stands for. */
export function fromFailure(failure: Failure): TraxError {
  return new TraxError(failure.code, failure.details, failure.trace ? { cause: failure.trace } : {});
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause ? `\ncaused by ${traceOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
