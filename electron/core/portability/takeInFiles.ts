import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { requireSpace } from '../models/disk.ts';
import { type ExportManifest, fileColumns } from './exportManifest.ts';
import type { ExportSource } from './exportSource.ts';
import { lookAt } from './folderTarget.ts';
import type { Row } from './storeRows.ts';
import type { ImportWish } from './takeIn.ts';

/** Where the files of recordings go, by what they are. */
export interface LibraryFolders {
  readonly uploads: string;
  readonly playback: string;
  readonly peaks: string;
}

/** Where the files of each recording are on this computer, by recording and column. */
export type Paths = ReadonlyMap<string, Partial<Record<string, string>>>;

/** Files come before the rows that name them: a recording that is here has its files. */
export async function importFiles(
  source: ExportSource,
  { files }: ExportManifest,
  here: ReadonlySet<string>,
  { folders, atOnce, signal, report }: ImportWish,
) {
  const wanted = [];
  for (const file of files) {
    if (here.has(file.recordingId)) continue;
    const { original, size } = file;
    if (original !== null && (await lookAt(original).catch(() => null))?.size === size) continue;
    wanted.push({ ...file, to: placeOf(file, folders) });
  }
  const paths = new Map<string, Partial<Record<string, string>>>();
  for (const { recordingId, column, to } of wanted) {
    paths.set(recordingId, { ...paths.get(recordingId), [column]: to });
  }
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > 0) await requireSpace(folders.uploads, total);
  const written: string[] = [];
  const removeWritten = async () => {
    for (const path of written) await rm(path, { force: true });
  };
  let done = 0;
  try {
    for (const { path, size, to } of wanted) {
      signal?.throwIfAborted();
      if ((await lookAt(to))?.size !== size) {
        await copyOut(source, path, to, signal);
        written.push(to);
      }
      done += size;
      report?.('files', done, total);
    }
  } catch (error) {
    if (atOnce) await removeWritten();
    throw error;
  }
  return { paths, written, removeWritten };
}

function placeOf({ path, recordingId, column }: ExportManifest['files'][number], folders: LibraryFolders) {
  const name = basename(path);
  if (column === 'file_path') return join(folders.uploads, recordingId, name);
  return join(column === 'peaks_path' ? folders.peaks : folders.playback, name);
}

async function copyOut(source: ExportSource, path: string, to: string, signal?: AbortSignal): Promise<void> {
  const unfinished = `${to}.part`;
  await mkdir(dirname(to), { recursive: true });
  await rm(unfinished, { force: true });
  try {
    const target = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(await source.read(path), target, signal ? { signal } : {});
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Of Unix or Windows. */
const absolutePath = /^(\/|[A-Za-z]:[\\/]|\\\\)/;

/** A row as it fits this computer: its files are elsewhere, and nobody works on it yet. */
export async function settle(table: string, given: Row, paths: Paths, folders: LibraryFolders): Promise<Row> {
  const row = withWholePath(given, folders);
  if (table === 'batch_items' && row.status === 'running') {
    return { ...row, status: 'pending', lease_owner: null, lease_until: null, stage: null };
  }
  if (table !== 'media_files') return row;
  // Which computer of the former library it lay on says nothing here.
  const moved: Record<string, unknown> = { ...row, computer_id: null };
  for (const { column } of fileColumns) {
    const former = row[column];
    if (typeof former !== 'string') continue;
    const here = paths.get(String(row.id))?.[column];
    // A recording keeps where it was: it may come back with its drive.
    const isKept = column === 'file_path' || (await lookAt(former).catch(() => null)) !== null;
    moved[column] = here ?? (isKept ? former : null);
  }
  return moved;
}

/** The original platform stored paths relative to a folder that nobody knows any more. */
function withWholePath(row: Row, { uploads }: LibraryFolders): Row {
  const path = row.file_path;
  return typeof path === 'string' && !absolutePath.test(path)
    ? { ...row, file_path: join(uploads, path) }
    : row;
}
