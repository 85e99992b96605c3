import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import {
  type collectionsContract,
  type Shelves,
  shelvesSchema,
} from '../../../shared/contract/collections.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { tellRecordings } from '../library/tellRecordings.ts';
import { uuidArray } from '../queue/channel.ts';

type Input<Name extends Exclude<keyof typeof collectionsContract, 'shelves'>> = z.output<
  NonNullable<(typeof collectionsContract)[Name]['~orpc']['inputSchema']>
>;

export type Collections = ReturnType<typeof createCollections>;

/** Folders and tags of recordings. */
export function createCollections({ database, events }: { database: Database; events: Events }) {
  const em = () => database.orm.em.fork();

  /** Changes something in one transaction and tells whose list it concerns. */
  async function change<Result>(
    recordings: readonly string[],
    task: (tx: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return em().transactional(async (tx) => {
      const result = await task(tx);
      await tellRecordings(tx, events, recordings);
      return result;
    });
  }

  async function put(tx: EntityManager, id: string, recordings: readonly string[]): Promise<number> {
    const rows = await tx.execute(
      `insert into collection_media_files (collection_id, media_file_id)
       select ?::uuid, m.id from media_files m where m.id = any(?::uuid[]) on conflict do nothing returning 1`,
      [id, uuidArray(recordings)],
    );
    return rows.length;
  }

  async function requireCollection(tx: EntityManager, id: string): Promise<void> {
    const rows = await tx.execute('select 1 from collections where id = ?', [id]);
    if (rows.length === 0) throw new TraxError('NOT_FOUND', { what: say('thing.collection'), id });
  }

  return {
    async shelves(): Promise<Shelves> {
      const [found] = await em().execute(
        `select
          (select count(*)::int from media_files where deleted_at is null) as total,
          (select count(*)::int from media_files where deleted_at is not null) as binned,
          coalesce((select jsonb_agg(to_jsonb(c) order by lower(c.name)) from (
            select c.id, c.name, (select count(*) from collection_media_files x join media_files m on m.id = x.media_file_id
              where x.collection_id = c.id and m.deleted_at is null) as count from collections c) c), '[]') as collections,
          coalesce((select jsonb_agg(to_jsonb(t) order by lower(t.name)) from (
            select tag as name, count(*) as count
            from (select unnest(tags) as tag from media_files where deleted_at is null) each group by tag) t), '[]') as tags,
          array(with recursive spoken as (
            select min(coalesce(spoken_language, '')) as code from media_files where deleted_at is null
            union all
            select (select min(coalesce(m.spoken_language, '')) from media_files m
              where m.deleted_at is null and coalesce(m.spoken_language, '') > s.code)
            from spoken s where s.code is not null)
            select code from spoken where code <> '' order by code) as languages`,
      );
      return shelvesSchema.parse(found);
    },

    async create({ name, recordings }: Input<'create'>): Promise<{ id: string }> {
      return change(recordings, async (tx) => {
        const [row] = await tx.execute<{ id: string }[]>(
          `insert into collections (name) values (?) on conflict (name) do update set updated_at = now() returning id`,
          [name],
        );
        const id = row?.id ?? '';
        if (recordings.length > 0) await put(tx, id, recordings);
        return { id };
      });
    },

    async rename({ id, name }: Input<'rename'>): Promise<{ id: string }> {
      return change([], async (tx) => {
        await requireCollection(tx, id);
        const others = await tx.execute('select 1 from collections where name = ? and id <> ?', [name, id]);
        if (others.length > 0) throw new TraxError('NAME_TAKEN', { name });
        await tx.execute('update collections set name = ?, updated_at = now() where id = ?', [name, id]);
        return { id };
      });
    },

    async remove({ id }: Input<'remove'>): Promise<{ changed: number }> {
      return change([], async (tx) => {
        const rows = await tx.execute('delete from collections where id = ? returning 1', [id]);
        return { changed: rows.length };
      });
    },

    async put({ id, recordings }: Input<'put'>): Promise<{ changed: number }> {
      return change(recordings, async (tx) => {
        await requireCollection(tx, id);
        return { changed: await put(tx, id, recordings) };
      });
    },

    async take({ id, recordings }: Input<'take'>): Promise<{ changed: number }> {
      return change(recordings, async (tx) => {
        const rows = await tx.execute(
          `delete from collection_media_files where collection_id = ? and media_file_id = any(?::uuid[]) returning 1`,
          [id, uuidArray(recordings)],
        );
        return { changed: rows.length };
      });
    },

    tagsOf: ({ recordings }: Input<'tagsOf'>): Promise<{ name: string; count: number }[]> =>
      em().execute(
        `select tag as name, count(*)::int as count from media_files, unnest(tags) as tag
         where id = any(?::uuid[]) group by tag order by lower(tag)`,
        [uuidArray(recordings)],
      ),

    async tag({ recordings, add, remove }: Input<'tag'>): Promise<{ changed: number }> {
      return change(recordings, async (tx) => {
        const rows = await tx.execute(
          `update media_files m set tags = n.tags, updated_at = now()
           from (
             select id, array(
               select distinct tag from (
                 select unnest(tags) as tag union select jsonb_array_elements_text(?::jsonb)) wished
               where tag not in (select jsonb_array_elements_text(?::jsonb)) order by tag) as tags
             from media_files where id = any(?::uuid[])) n
           where m.id = n.id and m.tags is distinct from n.tags returning 1`,
          [JSON.stringify(add), JSON.stringify(remove), uuidArray(recordings)],
        );
        return { changed: rows.length };
      });
    },
  };
}
