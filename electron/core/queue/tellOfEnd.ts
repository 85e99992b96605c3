import { fillCommand } from '../../../shared/commandLine.ts';
import type { Afterwards, BatchSummary } from '../../../shared/contract/afterwards.ts';
import { type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { runCommand } from './runCommand.ts';

/** How long an address may take to answer. Milliseconds. */
const patience = 15_000;

/**
 * Tells of a batch that has ended as its owner wishes: an address, a command. Gives why that failed, if it did; throws only
 * when the signal is aborted.
 */
export async function tellOfEnd(
  batch: { id: string; name: string },
  summary: BatchSummary,
  { webhook, command, folder }: Afterwards,
  signal: AbortSignal,
): Promise<Failure | null> {
  const told = JSON.stringify({ batch, summary });
  const ways = [
    webhook ? post(webhook, told, signal) : null,
    command
      ? runCommand(
          fillCommand(command, {
            id: batch.id,
            name: batch.name,
            done: String(summary.done),
            failed: String(summary.failed),
            folder: folder ?? '',
          }),
          told,
          signal,
        )
      : null,
  ];
  const results = await Promise.allSettled(ways);
  signal.throwIfAborted();
  const failed = results.find((result) => result.status === 'rejected');
  return failed ? toFailure(failed.reason) : null;
}

async function post(url: string, body: string, signal: AbortSignal): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    await answer.body?.cancel();
  } catch (cause) {
    throw new TraxError('ENDPOINT_UNREACHABLE', { url }, { cause });
  }
  if (!answer.ok)
    throw new TraxError('ENDPOINT_FAILED', { url, reason: say('reason.status', { status: answer.status }) });
}
