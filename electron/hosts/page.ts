import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the page may load and talk to. `media` are further places for recordings and their waveforms. */
export function contentSecurityPolicy(media: readonly string[] = []): string {
  const own = ["'self'", ...media].join(' ');
  return [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `media-src ${own} blob:`,
    "img-src 'self' data: blob:",
    `connect-src ${own}`,
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The headers of everything that a host gives to the page. */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=()',
  };
}

/**
 * A file of the built page. A path without an extension is a place inside the page and gives `index.html`.
 * Files under `assets/` carry a hash in their name and are kept for good, the others are asked for anew.
 */
export async function servePage(folder: string, pathname: string): Promise<Response> {
  const name = fileNameIn(pathname);
  if (name === null) return new Response('Not found', { status: 404 });
  try {
    return new Response(await readFile(join(folder, name)), {
      headers: {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        'cache-control': name.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
      },
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EISDIR' && code !== 'ENOTDIR') throw error;
    if (name === 'index.html') return new Response('The page is not built: npm run build', { status: 503 });
    return new Response('Not found', { status: 404 });
  }
}

/** The file that a URL path asks for, relative to the page's folder, with `/`; null when it points elsewhere. */
export function fileNameIn(pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(path) || path.split('/').includes('..')) return null;
  const name = relative(sep, join(sep, path)).split(sep).join('/');
  return extname(name) === '' ? 'index.html' : name;
}
