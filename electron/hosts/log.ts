import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../core/host.ts';

const secretName = /password|passphrase|secret|token|api.?key|authorization|cookie/i;
const secretInUrl = /(\w+:\/\/[^\s:/@]*:)[^\s/]+(?=@)/g;
const secretInQuery = /([?&](?:token|key|api_key|password)=)[^&\s"]+/gi;
const bearer = /(Bearer\s+)[\w.~+/=-]+/gi;
const longestText = 4_000;

/** A copy of what is to be logged without passwords and keys, and without cycles, at most six levels deep. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    const text = value.length > longestText ? `${value.slice(0, longestText)}…` : value;
    return text.replace(secretInUrl, '$1…').replace(secretInQuery, '$1…').replace(bearer, '$1…');
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth === 6) return '…';
  if (value instanceof Error) return fieldsOf(value, depth);
  if (Array.isArray(value)) return value.map((part) => withoutSecrets(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      secretName.test(name) ? '…' : withoutSecrets(part, depth + 1),
    ]),
  );
}

function fieldsOf(error: Error, depth: number): unknown {
  const { cause, stack, name, message, ...more } = error;
  return withoutSecrets(
    { trace: stack ?? `${name}: ${message}`, ...more, ...(cause ? { cause } : {}) },
    depth,
  );
}

export interface LogOptions {
  /** The file is renamed to `.1` when it would grow past this, `.1` to `.2` and so on. */
  readonly maximumBytes?: number;
  readonly keptFiles?: number;
}

/**
 * Appends JSON lines to a file that several processes may share. Written at once, since the last lines before a
 * crash are the ones that matter. Where the file cannot be written, standard error says so once and takes the lines.
 */
export function createLog(
  path: string,
  who: string,
  { maximumBytes = 5_000_000, keptFiles = 3 }: LogOptions = {},
): Log {
  let isWritable = true;

  function write(level: 'info' | 'warn' | 'error', message: string, details: object) {
    const about = { at: new Date().toISOString(), level, who, pid: process.pid };
    const line = `${JSON.stringify(withoutSecrets({ ...about, message, ...details }))}\n`;
    if (isWritable) {
      try {
        mkdirSync(dirname(path), { recursive: true });
        rotate(path, maximumBytes, keptFiles, Buffer.byteLength(line));
        appendFileSync(path, line, { mode: 0o600 });
        return;
      } catch (error) {
        isWritable = false;
        process.stderr.write(`The log ${path} cannot be written: ${String(error)}\n`);
      }
    }
    process.stderr.write(line);
  }

  return {
    info: (message, details = {}) => write('info', message, details),
    warn: (message, details = {}) => write('warn', message, details),
    error: (message, error) => write('error', message, { error }),
  };
}

function rotate(path: string, maximumBytes: number, keptFiles: number, coming: number) {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size + coming <= maximumBytes) return;
  rmSync(`${path}.${keptFiles}`, { force: true });
  for (let age = keptFiles - 1; age >= 0; age--) {
    const from = age === 0 ? path : `${path}.${age}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${age + 1}`);
  }
}
