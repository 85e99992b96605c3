import { rm, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import type { Source } from '../queue/handlers/source.ts';
import { fetchMedia } from './fetchMedia.ts';
import type { Presence } from './presence.ts';

/** Another computer's folder, and where this one finds it. */
export interface MappedFolder {
  readonly theirs: string;
  readonly mine: string;
}

/** A recording's file as this computer reads it. */
export interface ReachedFile {
  readonly path: string;
  /** Whether it lies here; else what is made of it goes back to where it does. */
  readonly isHere: boolean;
  /** To be called when nothing more is read of it. */
  done(): Promise<void>;
}

export type MediaAccess = ReturnType<typeof createMediaAccess>;

/** Finds the files of recordings, on whichever computer they lie: here, in a folder that both reach, or fetched from there. */
export function createMediaAccess(options: {
  database: Database;
  presence: Presence;
  folders: readonly MappedFolder[];
  /** Where fetched files are kept while they are worked on. */
  cache: string;
}) {
  const { database, presence, folders, cache } = options;
  const nothing = async () => undefined;

  return {
    /** Throws MEDIA_ELSEWHERE, MEDIA_DIFFERS, DISK_FULL, or the signal's reason. */
    async reach(recordingId: string, source: Source, signal: AbortSignal): Promise<ReachedFile> {
      const { computerId, path } = source;
      const isElsewhere =
        computerId !== null &&
        !database.isEmbedded &&
        (await presence.others()).elsewhere.includes(computerId);
      if (!isElsewhere) return { path, isHere: true, done: nothing };
      const { name: computer, shares } = await presence.sharesOf(computerId);
      const mapped = mapPath(path, folders);
      if (mapped) {
        const found = await stat(mapped).catch(() => null);
        if (!found) throw new TraxError('MEDIA_ELSEWHERE', { computer });
        if (found.size !== source.size) throw new TraxError('MEDIA_DIFFERS', { computer });
        return { path: mapped, isHere: false, done: nothing };
      }
      if (!source.info) throw new TraxError('MEDIA_ELSEWHERE', { computer });
      const { sha256, size } = source.info;
      const copy = join(cache, recordingId);
      await fetchMedia({ recordingId, size, sha256, computer, shares }, copy, signal);
      return { path: copy, isHere: false, done: () => rm(copy, { force: true }) };
    },
  };
}

/** Where a file of another computer lies on this one; null where no folder leads there. The longest folder that fits counts. */
export function mapPath(path: string, folders: readonly MappedFolder[]): string | null {
  const fitting = folders.filter(({ theirs }) => path.startsWith(theirs));
  const [best] = fitting.toSorted((a, b) => b.theirs.length - a.theirs.length);
  if (!best) return null;
  const rest = path.slice(best.theirs.length).split(/[/\\]/);
  return normalize(join(best.mine, ...rest));
}

/** Reads `THEIRS=MINE`, folders on both sides. Throws INVALID_INPUT. */
export function parseMappedFolder(text: string): MappedFolder {
  const [theirs = '', mine = '', ...rest] = text.split('=');
  if (!theirs || !mine || rest.length > 0)
    throw new TraxError('INVALID_INPUT', { reason: say('reason.mappedFolder', { text }) });
  // With its separator, so that `/talks` does not stand for `/talks-old`.
  const separator = theirs.includes('\\') ? '\\' : '/';
  return { theirs: theirs.endsWith(separator) ? theirs : `${theirs}${separator}`, mine };
}
