import type { EntityManager } from '@mikro-orm/postgresql';
import type { Recording, RecordingView } from '../../../shared/contract/library.ts';
import { parseRecording, selectRecordings } from './recordingRow.ts';

/** The columns that the table can be sorted by; each has an index that begins with it (migrations 070 and 072). */
const orders: Record<RecordingView['order'], string> = {
  addedAt: 'm.created_at',
  title: 'm.title_key',
  source: '(m.youtube_video_id is not null)',
  duration: 'coalesce(m.duration_seconds, -1)',
  speakers: 'coalesce(m.speaker_count, -1)',
  language: `coalesce(m.spoken_language, '')`,
  state: 'm.state',
};

const states: Record<NonNullable<RecordingView['state']>, readonly string[]> = {
  working: ['working'],
  done: ['done'],
  failed: ['failed', 'cancelled'],
};

/** What a view leaves in, as a condition on `media_files m` with its parameters, and the order. */
export function conditionOf(view: RecordingView): { where: string; params: unknown[]; order: string } {
  const parts: [string, ...unknown[]][] = [
    [view.isBin ? 'm.deleted_at is not null' : 'm.deleted_at is null'],
  ];
  for (const word of view.search.toLowerCase().split(/\s+/).filter(Boolean)) {
    parts.push(['m.title_key like ?', `%${word.replace(/[\\%_]/g, '\\$&')}%`]);
  }
  if (view.state) parts.push([`m.state in (${states[view.state].map(() => '?')})`, ...states[view.state]]);
  if (view.source) parts.push([`m.youtube_video_id is ${view.source === 'youtube' ? 'not ' : ''}null`]);
  if (view.language) parts.push([`coalesce(m.spoken_language, '') = ?`, view.language]);
  if (view.tag) parts.push(['m.tags @> array[?::text]', view.tag]);
  if (view.collection)
    parts.push([
      'm.id in (select media_file_id from collection_media_files where collection_id = ?::uuid)',
      view.collection,
    ]);
  const direction = view.descending ? 'desc' : 'asc';
  return {
    where: parts.map(([sql]) => sql).join(' and '),
    params: parts.flatMap(([, ...params]) => params),
    order: `order by ${orders[view.order]} ${direction}, m.id ${direction}`,
  };
}

interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** A page of a view. */
export async function listRecordings(
  em: EntityManager,
  view: RecordingView,
  { offset, limit }: Range,
): Promise<Recording[]> {
  const { where, params, order } = conditionOf(view);
  const rows = await em.execute<Record<string, unknown>[]>(
    `${selectRecordings(`${where} ${order} limit ? offset ?`)} ${order}`,
    [...params, limit, offset],
  );
  return rows.map(parseRecording);
}

/** How many recordings the whole of a view holds. */
export async function countRecordings(em: EntityManager, view: RecordingView): Promise<number> {
  const { where, params } = conditionOf(view);
  const [row] = await em.execute<{ total: number }[]>(
    `select count(*)::int as total from media_files m where ${where}`,
    params,
  );
  return row?.total ?? 0;
}

/** The ids of a stretch of a view, in its order. */
export async function listIds(em: EntityManager, view: RecordingView, { offset, limit }: Range) {
  const { where, params, order } = conditionOf(view);
  const rows = await em.execute<{ id: string }[]>(
    `select m.id from media_files m where ${where} ${order} limit ? offset ?`,
    [...params, limit, offset],
  );
  return rows.map(({ id }) => id);
}
