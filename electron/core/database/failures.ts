import { type ErrorCode, type FailureDetails, TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';

/** What Node, `pg` and PostgreSQL say of an error: a system error's name or an SQLSTATE. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Whether an error says that there is nothing at a path, also since what should be a folder on the way is a file. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** A failure to write in a folder, as people know it; unknown errors pass as they are. */
export function folderFailure(error: unknown, path: string): unknown {
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') return failure('DISK_FULL', { path }, error);
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EEXIST'].includes(
    codeOf(error),
  );
  return refused ? failure('FOLDER_NOT_WRITABLE', { path }, error) : error;
}

/** System errors of a server that is not there, or no longer. */
const systemCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
];

/** SQLSTATEs of a server that goes away or comes up, or takes nobody (appendix A of PostgreSQL's manual). */
const stateCodes = ['57P01', '57P02', '57P03', '57P05', '25P03', '53300'];

/** What `pg` and its pool say in plain words when a connection is gone. */
const goneMessage =
  /connection terminated|connection ended|not queryable|client was closed|timeout exceeded when trying to connect|timeout expired/i;

/** Whether an error says that nobody listens at a socket or port. */
export function isNobodyThere(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOENT'].includes(codeOf(error));
}

/** Whether an error says that the server cannot be reached now, and may be later. */
export function isLostServer(error: unknown): boolean {
  const code = codeOf(error);
  if (systemCodes.includes(code) || stateCodes.includes(code) || /^08/.test(code)) return true;
  return goneMessage.test(messageOf(error));
}

/** Whether an error says that the server takes no new connections, as it comes up or waits for its users to go. */
export function isRefusing(error: unknown): boolean {
  return codeOf(error) === '57P03';
}

/** Whether an error says that somebody else has just made what was to be made. */
export function isThereAlready(error: unknown): boolean {
  return ['23505', '42710'].includes(codeOf(error));
}

/** Whether an error says that a page of a table or an index is damaged. */
export function isDamaged(error: unknown): boolean {
  return ['XX001', 'XX002'].includes(codeOf(error));
}

/** A query's or a connection's error as people know it, or null when it is about the query itself. */
export function databaseFailure(error: unknown, path = 'the database'): TraxError | null {
  if (error instanceof TraxError) return error;
  const cause = error instanceof Error && 'previous' in error ? error.previous : error;
  if (codeOf(error) === '53100' || /no space left on device/i.test(messageOf(error))) {
    return failure('DISK_FULL', { path }, cause);
  }
  if (!isLostServer(error)) return null;
  return failure('DATABASE_UNAVAILABLE', { reason: quoted(messageOf(error) || codeOf(error)) }, cause);
}

function failure(code: ErrorCode, details: FailureDetails, cause: unknown): TraxError {
  return new TraxError(code, details, { cause });
}
