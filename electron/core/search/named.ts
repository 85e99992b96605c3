import type { EntityManager } from '@mikro-orm/postgresql';
import type { Recording } from '../../../shared/contract/library.ts';
import type { NamedRecording, SearchFilter } from '../../../shared/contract/search.ts';
import { foldText } from '../../../shared/search/fold.ts';
import { marksOf } from '../../../shared/search/marks.ts';
import type { SearchQuery } from '../../../shared/search/query.ts';
import { quoteTerm } from '../../../shared/search/terms.ts';
import { transcriptsOf } from './candidates.ts';
import { tagsOf } from './vocabulary.ts';

/** Recordings that are named before what is said in others. */
const mostNamed = 5;
/** Speakers of a library that are looked through. */
const mostSpeakers = 5000;

type Named = Omit<NamedRecording, 'recording'> & { readonly id: string };

/** Recordings whose title, channel or speakers are called so; a word may be the middle of one. */
export async function findNamed(
  em: EntityManager,
  query: SearchQuery,
  filter: SearchFilter,
  read: (ids: readonly string[]) => Promise<Recording[]>,
): Promise<NamedRecording[]> {
  const words = query.parts.map(({ tokens }) => tokens.map(({ text }) => text).join(' '));
  const found = [...(await byTitle(em, words)), ...(await bySpeaker(em, words))];
  const first = [...new Map(found.toReversed().map((each) => [each.id, each])).values()].toReversed();
  if (first.length === 0) return [];
  const recordings = new Map((await read(first.map(({ id }) => id))).map((each) => [each.id, each]));
  return first
    .flatMap(({ id, ...named }) => {
      const recording = recordings.get(id);
      return recording && isWanted(recording, filter)
        ? [{ ...named, recording, marks: marksOf(named.name, words) }]
        : [];
    })
    .slice(0, mostNamed);
}

function isWanted({ language, source, addedAt }: Recording, filter: SearchFilter): boolean {
  return (
    filter.speaker === undefined &&
    (filter.language === undefined || filter.language === language) &&
    (filter.source === undefined || filter.source === source) &&
    (filter.since === undefined || addedAt >= filter.since) &&
    (filter.until === undefined || addedAt < filter.until)
  );
}

async function byTitle(em: EntityManager, words: readonly string[]): Promise<Named[]> {
  const like = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const every = (table: string) => words.map(() => `${table}.folded like ?`).join(' and ');
  const rows = await em.execute<{ id: string; title: string; channel: string | null; by_title: boolean }[]>(
    `select m.id, coalesce(m.title, m.file_name) as title, v.channel, m.folded like ? as by_title
     from media_files m left join youtube_videos v on v.id = m.youtube_video_id
     where m.deleted_at is null
       and (${every('m')} or m.youtube_video_id = any(array(select id from youtube_videos named where ${every('named')})))
     order by m.folded like ? desc, m.created_at desc limit ${4 * mostNamed}`,
    [like[0], ...like, ...like, `${words[0]}%`],
  );
  return rows.map(({ id, title, channel, by_title }) =>
    by_title || channel === null
      ? { id, by: 'title', name: title, marks: [] }
      : { id, by: 'channel', name: channel, marks: [] },
  );
}

async function bySpeaker(em: EntityManager, words: readonly string[]): Promise<Named[]> {
  const speakers = (await tagsOf(em, '@', mostSpeakers)).filter((name) => {
    const folded = foldText(name);
    return words.every((word) => folded.includes(word));
  });
  const found: Named[] = [];
  for (const name of speakers.slice(0, mostNamed)) {
    const transcripts = await transcriptsOf(em, quoteTerm(`@${name}`), mostNamed);
    const rows = await em.execute<{ id: string }[]>(
      `select m.id from transcription_results t join media_files m on m.id = t.media_file_id and m.deleted_at is null
       where t.id = any(?::uuid[]) order by t.created_at desc`,
      [`{${transcripts.join(',')}}`],
    );
    found.push(...rows.map(({ id }): Named => ({ id, by: 'speaker', name, marks: [] })));
  }
  return found;
}
