import { basename } from 'node:path';
import { type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import { storableJson } from '../database/storable.ts';
import { hashContent } from '../ingest/contentOf.ts';
import { compareFiles } from '../ingest/repeats.ts';
import type { FoundFile } from '../library/findRecordings.ts';
import { createHints } from './hints.ts';
import { type RememberedFile, recallFiles, rememberFiles } from './memory.ts';
import { openForWriting } from './openForWriting.ts';
import { isSame, type Sighting, settle } from './settle.ts';
import { walk } from './walk.ts';
import type { WatchedFolder, WatcherOptions, WatchPace } from './watcher.ts';

/** Milliseconds in which a burst of hints is one. */
const burst = 500;

type HashedFile = FoundFile & { readonly sha256: string };

interface FolderWatchOptions extends WatcherOptions {
  readonly pace: WatchPace;
  /** Folders in it that are not its business. */
  readonly except: readonly string[];
}

/** Looks at one folder, on a hint and from time to time, and gives the recordings that are whole and new to the queue. */
export function createFolderWatch(folder: WatchedFolder, options: FolderWatchOptions): AsyncDisposable {
  const { database, events, library, ownFolder, except, log, pace } = options;
  const closing = new AbortController();
  const { signal } = closing;
  let memory: Map<string, RememberedFile> | null = null;
  let waiting = new Map<string, Sighting>();
  /** Why the last file that was refused was; until something is taken without trouble. */
  let refusal: Failure | null = null;
  let told = '';
  let timer: NodeJS.Timeout | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let looking: Promise<void> | null = null;
  let lastEnd = Number.NEGATIVE_INFINITY;
  let lastWalk = 0;

  /** Looks after so many milliseconds, or sooner if that was asked before; never so often that it costs. */
  function lookIn(milliseconds: number) {
    if (signal.aborted) return;
    const earliest = lastEnd + lastWalk / pace.share;
    const at = Math.max(performance.now() + milliseconds, earliest);
    if (at >= dueAt) return;
    dueAt = at;
    if (timer) clearTimeout(timer);
    timer = setTimeout(begin, Math.max(0, at - performance.now()));
  }

  /** Whether something has just come. What lies there empty or unfinished for long is looked at with the rest. */
  function isLively(): boolean {
    const young = performance.now() - pace.quiet;
    return [...waiting.values()].some(({ since }) => since > young);
  }

  function begin() {
    dueAt = Number.POSITIVE_INFINITY;
    if (looking) return lookIn(burst);
    looking = look()
      .catch((error) => log.warn('A watch folder could not be looked at', { error: String(error) }))
      .finally(() => {
        looking = null;
        lastEnd = performance.now();
        lookIn(isLively() ? pace.calm : pace.quiet);
      });
  }

  async function look() {
    try {
      const begun = performance.now();
      const found = await walk(folder.path, [ownFolder, ...except]);
      lastWalk = performance.now() - begun;
      hints.follow(found.folders);
      memory ??= new Map(
        (await recallFiles(database.orm.em.fork(), folder.id)).map((file) => [file.path, file]),
      );
      const known = memory;
      const unknown = found.files.filter((file) => {
        const remembered = known.get(file.path);
        return !remembered || !isSame(remembered, file);
      });
      const settled = settle(waiting, unknown, performance.now(), pace.calm);
      waiting = settled.waiting;
      const busy = await openForWriting(settled.whole.map(({ path }) => path));
      for (const file of settled.whole) {
        if (busy.has(file.path)) waiting.set(file.path, { file, since: performance.now() });
      }
      await take(settled.whole.filter(({ path }) => !busy.has(path)));
    } catch (error) {
      if (!(error instanceof TraxError && error.code === 'FOLDER_AWAY')) throw error;
      // Whatever was on its way begins anew when the folder is back; what was taken stays known.
      waiting = new Map();
      hints.follow([]);
      await tell(toFailure(error));
    }
  }

  /** Adds what is new among whole files, and remembers all of them. */
  async function take(whole: readonly FoundFile[]) {
    const { files, known } = await readWhole(whole);
    const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
    const { fresh } = await compareFiles(database.orm.em.fork(), files, { signal, hashes });
    const refused = fresh.length > 0 ? await add(fresh.map(({ path }) => path)) : new Set<string>();
    const isFresh = new Set(fresh.map(({ path }) => path));
    const outcomeOf = (path: string) =>
      refused.has(path) ? 'refused' : isFresh.has(path) ? 'taken' : 'known';
    const remembered: RememberedFile[] = [
      ...known.map((file) => ({ ...file, outcome: 'known' as const })),
      ...files.map((file) => ({ ...file, outcome: outcomeOf(file.path) }) as const),
    ];
    await rememberFiles(database.orm.em.fork(), folder.id, remembered);
    for (const file of remembered) memory?.set(file.path, file);
    await tell(refusal);
  }

  /** Gives recordings to the queue as one batch; says which could not be taken. */
  async function add(paths: string[]): Promise<Set<string>> {
    const name = basename(folder.path);
    const { refused } = await library.add({
      paths,
      batchName: paths.length === 1 ? basename(paths[0] ?? name) : `${name} (${paths.length})`,
      priority: 0,
      options: folder.options,
      afterwards: folder.afterwards,
    });
    refusal = refused.at(-1)?.failure ?? null;
    return new Set(refused.map(({ path }) => path));
  }

  /** Reads whole files. What Trax has written itself, or what lay here under another name, is only remembered. */
  async function readWhole(whole: readonly FoundFile[]) {
    const exported = await database.orm.em
      .fork()
      .execute<{ path: string }[]>(
        'select file_path as path from exports where file_path = any(select jsonb_array_elements_text(?::jsonb))',
        [JSON.stringify(whole.map(({ path }) => path))],
      );
    const written = new Set(exported.map(({ path }) => path));
    const hashes = new Set([...(memory?.values() ?? [])].map(({ sha256 }) => sha256));
    const files: HashedFile[] = [];
    const known: HashedFile[] = [];
    for (const file of whole) {
      const sha256 = await hashContent(file.path, signal).catch(() => null);
      signal.throwIfAborted();
      // Gone, or not to be read at the moment: it is looked at again.
      if (sha256 === null) waiting.set(file.path, { file, since: performance.now() });
      else if (written.has(file.path) || hashes.has(sha256)) known.push({ ...file, sha256 });
      else files.push({ ...file, sha256 });
      hashes.add(sha256);
    }
    return { files, known };
  }

  /** Says how the folder stands, where that is news. */
  async function tell(failure: Failure | null) {
    const news = JSON.stringify([waiting.size, failure]);
    const isNews = news !== told;
    await database.orm.em.fork().transactional(async (em) => {
      await em.execute(
        'update watch_folders set looked_at = now(), waiting = ?, failure = ?::jsonb where id = ?',
        [waiting.size, failure && storableJson(failure), folder.id],
      );
      if (isNews) await events.publish(em, { type: 'watchFolders' });
    });
    told = news;
  }

  const hints = createHints(() => lookIn(burst));
  lookIn(0);
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      if (timer) clearTimeout(timer);
      hints[Symbol.dispose]();
      await looking;
    },
  };
}
