import { z } from 'zod';
import { withoutPassword } from '../../../shared/endpointAddress.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';

/** Milliseconds in which a server that is there answers so small a question. */
const patience = 10_000;

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/**
 * Asks a recogniser's server for the list of its models, which sends nothing of any recording. Gives the names, or null from
 * one that keeps no such list. Throws ENDPOINT_UNREACHABLE, ENDPOINT_UNAUTHORIZED, ENDPOINT_FAILED or ENDPOINT_REFUSED.
 */
export async function tryEndpoint(address: string, key: string | null): Promise<string[] | null> {
  const url = withoutPassword(address);
  const response = await fetch(`${url}/models`, {
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  }).catch((cause: unknown) => {
    throw new TraxError('ENDPOINT_UNREACHABLE', { url }, { cause });
  });
  const { status } = response;
  const body: unknown = await response.json().catch(() => null);
  if (status === 401 || status === 403) throw new TraxError('ENDPOINT_UNAUTHORIZED', { url });
  if (status >= 500)
    throw new TraxError('ENDPOINT_FAILED', { url, reason: say('reason.status', { status }) });
  // Many servers transcribe and list nothing.
  if (status === 404 || status === 405) return null;
  if (!response.ok)
    throw new TraxError('ENDPOINT_REFUSED', { url, reason: say('reason.status', { status }) });
  return listSchema.safeParse(body).data?.data.map(({ id }) => id) ?? null;
}
