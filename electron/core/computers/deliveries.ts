import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';

export type DeliveryKind = 'peaks' | 'playback';

/** Bytes of a row: large enough to be quick, small enough to be held a few at a time. */
const partSize = 1 << 20;

/**
 * Sends a file to the computer that holds the recording, through the library, for that is what both reach. `commit` runs each
 * part in a transaction of its own, so that a long file does not hold one open.
 */
export async function deliver(
  commit: (store: (em: EntityManager) => Promise<void>) => Promise<void>,
  recordingId: string,
  kind: DeliveryKind,
  path: string,
): Promise<void> {
  await using file = await open(path);
  const { size } = await file.stat();
  for (let part = 0, from = 0; part === 0 || from < size; part += 1, from += partSize) {
    const content = Buffer.alloc(Math.min(partSize, size - from));
    await file.read(content, 0, content.length, from);
    await commit(async (em) => {
      if (part === 0)
        await em.execute('delete from deliveries where media_file_id = ? and kind = ?', [recordingId, kind]);
      await em.execute(
        'insert into deliveries (media_file_id, kind, part, content, is_last) values (?, ?, ?, ?, ?)',
        [recordingId, kind, part, content, from + partSize >= size],
      );
    });
  }
}

/** Takes in what other computers have made for recordings that lie here. */
export async function createReceiver(options: {
  database: Database;
  events: Events;
  computerId: string;
  folders: { readonly peaks: string; readonly playback: string };
  log: Log;
}) {
  const { database, events, computerId, folders, log } = options;
  const em = () => database.orm.em.fork();
  let isClosed = false;
  let turn = Promise.resolve();

  async function receive(id: string, kind: DeliveryKind) {
    const path = join(folders[kind], kind === 'peaks' ? `${id}.peaks` : `${id}.m4a`);
    const temporary = `${path}.part`;
    try {
      await using file = await open(temporary, 'w');
      for (let part = 0; ; part += 1) {
        const [row] = await em().execute<{ content: Buffer; is_last: boolean }[]>(
          'select content, is_last from deliveries where media_file_id = ? and kind = ? and part = ?',
          [id, kind, part],
        );
        // Begun anew meanwhile: its last part is told again.
        if (!row) return;
        await file.write(row.content);
        if (row.is_last) break;
      }
      await file.sync();
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
    await em().transactional(async (tx) => {
      const column = kind === 'peaks' ? 'peaks_path' : 'playback_path';
      await tx.execute(`update media_files set ${column} = ?, updated_at = now() where id = ?`, [path, id]);
      await tx.execute('delete from deliveries where media_file_id = ? and kind = ?', [id, kind]);
      await events.publish(tx, { type: 'recordings', ids: [id] });
    });
  }

  async function look() {
    const due = await em().execute<{ id: string; kind: DeliveryKind }[]>(
      `select d.media_file_id as id, d.kind from deliveries d join media_files m on m.id = d.media_file_id
       where d.is_last and m.computer_id = ?`,
      [computerId],
    );
    for (const { id, kind } of due) if (!isClosed) await receive(id, kind);
  }

  function lookInTurn() {
    turn = turn
      .then(() => (isClosed ? undefined : look()))
      .catch((error) => log.warn('What was made elsewhere has to wait', { error: String(error) }));
  }

  const stop = events.onEvent(({ type }) => {
    if (type === 'computers' || type === 'everything') lookInTurn();
  });
  lookInTurn();
  return {
    async [Symbol.asyncDispose]() {
      isClosed = true;
      stop();
      await turn;
    },
  };
}
