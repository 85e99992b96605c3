import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { type Failure, failureSchema, fromFailure, TraxError, toFailure } from '../errors.ts';
import { quoted } from '../sentences.ts';

/** How failures cross a wire: on the serving side every error becomes a FAILURE, on the calling side a TraxError again. */

type Next<Result> = { next(): Promise<Result> };

/** An interceptor for every oRPC link. */
export async function receiveFailures<Result>(options: Next<Result>): Promise<Result> {
  try {
    return await options.next();
  } catch (error) {
    throw received(error);
  }
}

/** The TraxError that a remote error stands for; what is none stays what it is. */
export function received(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const { code, data }: { code: string; data: unknown } = error;
  if (code === 'BAD_REQUEST')
    return new TraxError(
      'INVALID_INPUT',
      { reason: quoted(reasonOf(error.message, data)) },
      { cause: error },
    );
  const failure = failureSchema.safeParse(data);
  return code === 'FAILURE' && failure.success ? fromFailure(failure.data) : error;
}

/** The error that a server throws for anything that went wrong in a procedure. */
export function asFailureError(error: unknown): ORPCError<'FAILURE', Failure> | ORPCError<string, unknown> {
  if (error instanceof ORPCError && (error.defined || error.code === 'BAD_REQUEST')) return error;
  const failure = toFailure(error);
  return new ORPCError('FAILURE', {
    defined: true,
    status: 500,
    message: error instanceof TraxError ? error.message : 'UNEXPECTED',
    data: failure,
  });
}

const issuesSchema = z.object({
  issues: z
    .array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }))
    .min(1),
});

/** What a schema did not like, as it says itself. */
function reasonOf(message: string, data: unknown): string {
  const parsed = issuesSchema.safeParse(data);
  if (!parsed.success) return message;
  return parsed.data.issues
    .map((issue) => [issue.path?.join('.'), issue.message].filter(Boolean).join(': '))
    .join('; ');
}
