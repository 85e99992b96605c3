import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What `--model` means: a file that is there or is written like a path; else a name, which for an endpoint may hold a slash. */
export function modelArgument(given: string): string {
  const looksLikePath = /^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(given) || /[\\/].*\.bin$/i.test(given);
  return looksLikePath || existsSync(given) ? resolve(given) : given;
}
