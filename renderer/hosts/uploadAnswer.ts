import { z } from 'zod';
import { type Failure, failureSchema } from '../../shared/errors.ts';
import { say } from '../../shared/sentences.ts';

const answerSchema = z.object({ path: z.string().min(1) });

/** Where an uploaded file lies now. Throws when the server said something else. */
export function pathIn(body: string): string {
  return answerSchema.parse(JSON.parse(body)).path;
}

/** The failure that the server sent, else one that names the status. */
export function failureIn(body: string, name: string, status: number): Failure {
  const other: Failure = {
    code: 'UPLOAD_FAILED',
    details: { name, reason: say('reason.status', { status }) },
  };
  try {
    return failureSchema.safeParse(JSON.parse(body)).data ?? other;
  } catch {
    return other;
  }
}
