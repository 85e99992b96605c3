import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Log, SecretStore } from '../core/host.ts';

const storedSchema = z.record(z.string(), z.string());

/** How a value is kept in the file: as it is, or sealed by the system. */
export interface Seal {
  close(value: string): string;
  /** Throws when it was sealed by somebody else. */
  open(sealed: string): string;
}

const unsealed: Seal = { close: (value) => value, open: (value) => value };

/** Keys in a JSON file that only the user may read. A damaged file counts as empty; the log says so. */
export function createSecretFile(
  path: string,
  log: Log,
  { kind, seal }: { kind: SecretStore['kind']; seal: Seal } = { kind: 'file', seal: unsealed },
): SecretStore {
  let lastChange: Promise<void> = Promise.resolve();

  async function read(): Promise<Record<string, string>> {
    try {
      return storedSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      // The error itself would quote the file.
      log.warn('The file of stored keys is damaged and counts as empty', { path });
      return {};
    }
  }

  async function change(name: string, value: string | null) {
    const { [name]: _, ...others } = await read();
    const next = value === null ? others : { ...others, [name]: seal.close(value) };
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${randomUUID()}`;
    try {
      await writeFile(temporary, JSON.stringify(next), { mode: 0o600, flag: 'wx' });
      await chmod(temporary, 0o600);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  return {
    kind,
    async get(name) {
      await lastChange.catch(() => undefined);
      const stored = (await read())[name];
      if (stored === undefined) return null;
      try {
        return seal.open(stored);
      } catch (error) {
        log.error(`The stored ${name} can no longer be opened; it has to be entered again`, error);
        return null;
      }
    },
    set(name, value) {
      const done = lastChange.then(
        () => change(name, value),
        () => change(name, value),
      );
      lastChange = done;
      return done;
    },
  };
}
