import { z } from 'zod';
import { idSchema } from '../../../shared/contract/base.ts';
import { mostInArchive } from '../../../shared/contract/portability.ts';
import type { Portability } from './portability.ts';

const idsSchema = z.array(idSchema).min(1).max(mostInArchive);

/** Answers `GET /copy?id=...&id=...&media=1`; anything else is 404. */
export function createCopies({ download }: Pick<Portability, 'download'>) {
  return async function serveCopy({ url, method, signal }: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const ids = idsSchema.safeParse(searchParams.getAll('id'));
    if (pathname !== '/copy' || method !== 'GET' || !ids.success) return new Response(null, { status: 404 });
    return download(ids.data, searchParams.get('media') === '1', signal);
  };
}
