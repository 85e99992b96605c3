import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { parseRange } from './range.ts';

const mediaTypes: Record<string, string> = {
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.m4b': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/mp4',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.ogv': 'video/ogg',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.aac': 'audio/aac',
  '.peaks': 'application/octet-stream',
};

/** A file as an HTTP answer: whole, or the byte range that was asked for. 404 when it is not there. */
export async function serveFile(path: string, request: Request): Promise<Response> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return new Response(null, { status: 404 });
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'content-type': mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'cache-control': 'private, no-cache',
    etag: `"${info.size}-${Math.round(info.mtimeMs)}"`,
  });
  const range = parseRange(request.headers.get('range'), info.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${info.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: info.size - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range) headers.set('content-range', `bytes ${start}-${end}/${info.size}`);
  const isEmpty = info.size === 0 || request.method === 'HEAD';
  const body = isEmpty ? null : (Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream);
  return new Response(body, { status: range ? 206 : 200, headers });
}
