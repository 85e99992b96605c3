import { realpath } from 'node:fs/promises';
import type { DataFolderView } from '../../../shared/contract/dataFolder.ts';
import { TraxError, toFailure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Host } from '../host.ts';
import type { Carrying } from '../portability/carrying.ts';
import { sizeOfTrees, type Tree } from './copyTree.ts';
import { removeFormer, treesOf } from './former.ts';
import { copyAhead, finishMove } from './moveData.ts';
import { partsOf } from './parts.ts';
import { readPointer, writePointer } from './pointer.ts';
import { freeBytes, requireTarget } from './target.ts';

export type DataFolder = ReturnType<typeof createDataFolder>;

/** Where everything lies, and moving it to another folder. */
export function createDataFolder(needs: { host: Host; database: Database; carrying: Carrying }) {
  const { host, database, carrying } = needs;
  const { log, reopen } = host;
  const { data: source, home } = host.folders;

  async function ownTrees(): Promise<Tree[]> {
    const own = { folder: source, place: database.place };
    const { database: files, rest } = await partsOf(own, own);
    return [...rest, ...files];
  }

  function requireMovable() {
    if (!database.place || !reopen) throw new TraxError('BACKUP_ELSEWHERE');
    return reopen;
  }

  return {
    async view(): Promise<DataFolderView> {
      const { former, failure } = readPointer(home);
      return {
        folder: source,
        size: await sizeOfTrees(await ownTrees()),
        freeBytes: await freeBytes(source),
        isMovable: database.place !== null && reopen !== null,
        former: await Promise.all(
          former.map(async (one) => ({
            path: one.path,
            movedAt: one.movedAt,
            size: await sizeOfTrees(treesOf(one)),
          })),
        ),
        failure,
      };
    },

    async inspect({ to }: { to: string }) {
      const target = await requireTarget(source, home, to);
      return { size: await sizeOfTrees(await ownTrees()), freeBytes: await freeBytes(target) };
    },

    async move({ to }: { to: string }) {
      const open = requireMovable();
      await requireTarget(source, home, to);
      const wish = { home, source: await realpath(source), to, log };
      await writePointer(home, { ...readPointer(home), failure: null });
      const copied = carrying.run({
        kind: 'move',
        path: to,
        async run(report, signal) {
          const options = { signal, report: (done: number, total: number) => report('files', done, total) };
          const target = await copyAhead(wish, options);
          open(async () => {
            // Told by the core that is opened next, wherever that is.
            await finishMove(wish, target, {}).catch((error: unknown) => {
              log.error('The data folder was not moved', error);
              return writePointer(home, { ...readPointer(home), failure: toFailure(error) });
            });
          });
          return { rows: 0, files: 0 };
        },
      });
      copied.catch((error: unknown) => {
        if (!(error instanceof TraxError)) log.error('The data folder was not moved', error);
      });
      return { started: true };
    },

    async forgetFormer({ path }: { path: string }) {
      return { removed: await removeFormer(home, path) };
    },
  };
}
