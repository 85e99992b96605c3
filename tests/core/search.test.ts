import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { foldText, tokensOf } from '../../shared/search/fold.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { spoken } from '../support/transcripts.ts';

const stack = new AsyncDisposableStack();
let core: TestCore;
const recordings = new Map<string, string>();

beforeAll(async () => {
  core = await startCore(stack);
  await said('Budget talk', 'en', [
    ['Ada', 'The committee approved the budget for next year.'],
    ['Ben', 'To be or not to be, that is not the question.'],
    ['Ada', 'They were running late; do not run.'],
  ]);
  await said('Interview in Köln', 'de', [
    ['Cem', 'Die Häuser in der Straße sind teuer.'],
    ['Ada', 'Der Ausschuss hat den Haushalt beschlossen.'],
  ]);
  await said('東京の会議', 'ja', [
    [null, '今年の東京都の予算は承認されました。'],
    [null, '京都は東にあります。'],
  ]);
  await said('北京', 'zh', [[null, '我们在北京大学研究经济问题']]);
  await said('Lagos', 'yo', [[null, 'Báwo ni ọjà ṣe rí lónìí?']]);
});
afterAll(() => stack.disposeAsync());

/** Stores a finished recording; gives its id. */
async function said(
  title: string,
  language: string | null,
  lines: readonly (readonly [speaker: string | null, text: string])[],
): Promise<string> {
  const [recordingId, transcriptId] = [randomUUID(), randomUUID()];
  await core.query(
    `insert into media_files (id, file_path, file_name, title, file_size, duration_seconds, download_status)
     values ($1, $2, 'talk.wav', $3, 1, 600, 'completed')`,
    recordingId,
    `/recordings/${recordingId}.wav`,
    title,
  );
  await core.query(
    `insert into transcription_results (id, media_file_id, pipeline_version, language, segments, text_content,
       segment_count, completed_at) values ($1, $2, 'v1', $3, '[]', '', $4, now())`,
    transcriptId,
    recordingId,
    language,
    lines.length,
  );
  await core.query(
    `insert into transcript_segments (id, transcript_id, position, start_seconds, end_seconds, speaker, text, words,
       confidence, confidence_is_estimated, language)
     select (s ->> 'id')::uuid, $1, (s ->> 'position')::float8, (s ->> 'start')::float8, (s ->> 'end')::float8,
       s ->> 'speaker', s ->> 'text', s -> 'words', 0.8, false, $3 from jsonb_array_elements($2::jsonb) as given(s)`,
    transcriptId,
    JSON.stringify(lines.map(([speaker, text], place) => ({ ...spoken(place * 10, text), speaker }))),
    language,
  );
  recordings.set(title, recordingId);
  return recordingId;
}

type Found = Awaited<ReturnType<TestCore['client']['search']['find']>>;
const find = (query: string, more: Partial<Parameters<TestCore['client']['search']['find']>[0]> = {}) =>
  core.client.search.find({ query, ...more });
/** What was found, as the marked words of each hit. */
const marked = ({ groups }: Found) =>
  groups.flatMap(({ hits }) =>
    hits.map(({ text, marks }) => marks.map(({ from, to }) => text.slice(from, to)).join('|')),
  );
const titles = ({ groups }: Found) => groups.map(({ recording }) => recording.title).sort();

describe('searching what is said', () => {
  it.each([
    ['a word', 'budget ', ['budget']],
    ['any case and accents', 'HAUSER ', ['Häuser']],
    ['ß and ss', 'strasse ', ['Straße']],
    ['two words of one segment', 'question not ', ['not|not|question']],
    ['what is being typed', 'commi', ['committee']],
    ['a beginning on purpose', 'commi* approved ', ['committee|approved']],
    ['words in a row', '"not to be"', ['not to be']],
    ['words in a row that are not all there yet', '"approved the bud', ['approved the budget']],
    ['another form of the word', 'run ', ['running|run']],
    ['another form, in another language', 'Haus ', ['Häuser']],
    ['words that everybody says', '"to be or not"', ['To be or not']],
    ['two Japanese signs', '予算', ['予算']],
    ['three Japanese signs, in a row', '東京都', ['東京都']],
    ['two Chinese signs', '北京', ['北京']],
    ['one sign', '研', ['研']],
    ['a language that has no stemmer', 'oja ', ['ọjà']],
  ])('finds %s', async (_, query, expected) => {
    expect(marked(await find(query))).toEqual(expected);
  });

  it('finds nothing where words are not in a row, nor signs', async () => {
    expect(marked(await find('"be to"'))).toEqual([]);
    expect(marked(await find('都東'))).toEqual([]);
  });

  it('says at which second the word is spoken, by whom, and what surrounds it', async () => {
    const { groups } = await find('question ');
    expect(groups).toHaveLength(1);
    expect(groups[0]?.hits).toMatchObject([
      {
        speaker: 'Ben',
        at: 15,
        before: 'The committee approved the budget for next year.',
        after: 'They were running late; do not run.',
      },
    ]);
  });

  it('puts what is said as it was typed before its other forms', async () => {
    await said('Only runs', 'en', [
      [null, 'She runs.'],
      [null, 'He runs.'],
      [null, 'It runs.'],
      [null, 'Who runs?'],
    ]);
    expect((await find('run ')).groups.map(({ recording }) => recording.title)).toEqual([
      'Budget talk',
      'Only runs',
    ]);
  });

  it.each([
    ['budgte', 'budget'],
    ['comittee', 'committee'],
    ['questoin', 'question'],
    ['comitte', 'committee'],
    ['qeusti', 'question'],
  ])('shows %s for what was probably meant', async (typed, meant) => {
    const found = await find(typed);
    expect(found.shownFor).toBe(meant);
    expect(marked(found)).toEqual([meant]);
    expect((await find(meant)).shownFor).toBeNull();
  });

  it('says nothing of other words where nothing is near', async () => {
    expect(await find('xylophonist')).toEqual({ shownFor: null, named: [], groups: [], next: null });
    expect(await find('  "" ')).toEqual({ shownFor: null, named: [], groups: [], next: null });
  });

  it('is narrowed by speaker, language, date and source', async () => {
    expect(marked(await find('not ', { filter: { speaker: 'Ben' } }))).toEqual(['not|not']);
    expect(titles(await find('der ', { filter: { language: 'de' } }))).toEqual(['Interview in Köln']);
    expect(titles(await find('der ', { filter: { language: 'en' } }))).toEqual([]);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(titles(await find('budget ', { filter: { until: tomorrow } }))).toEqual(['Budget talk']);
    expect(titles(await find('budget ', { filter: { since: tomorrow } }))).toEqual([]);
    expect(titles(await find('budget ', { filter: { source: 'youtube' } }))).toEqual([]);
  });

  it('shows some hits of each recording, and all of one when that is asked for', async () => {
    const id = await said(
      'Echo',
      'en',
      Array.from({ length: 9 }, () => [null, 'An echo answers.'] as const),
    );
    const [group] = (await find('echo ', { hitsEach: 2 })).groups;
    expect(group).toMatchObject({ count: 9 });
    expect(group?.hits).toHaveLength(2);
    const [whole] = (await find('echo ', { recordingId: id, hitsEach: 50 })).groups;
    expect(whole?.hits.map(({ at }) => at)).toEqual(
      Array.from({ length: 9 }, (_, place) => place * 10 + 0.5),
    );
  });

  it('goes through all pages, each recording once', async () => {
    for (let number = 0; number < 7; number++) await said(`Page ${number}`, 'en', [[null, 'Turning pages.']]);
    const seen: string[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const { groups, next }: Found = await find('pages ', { offset, limit: 3 });
      seen.push(...groups.map(({ recording }) => recording.title));
      offset = next;
    }
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `Page ${number}`));
  });

  it('knows what there is to choose from', async () => {
    const { languages, speakers } = await core.client.search.choices();
    expect(languages).toEqual(expect.arrayContaining(['en', 'de', 'ja', 'zh', 'yo']));
    expect(speakers).toEqual(['Ada', 'Ben', 'Cem']);
  });
});

describe('searching names', () => {
  const named = async (query: string) =>
    (await find(query)).named.map(({ by, name, marks }) => [
      by,
      marks.map(({ from, to }) => name.slice(from, to)),
    ]);

  it('finds titles by any part of them, channels, and speakers', async () => {
    expect(await named('udge')).toEqual([['title', ['udge']]]);
    expect(await named('koln inter')).toEqual([['title', ['Inter', 'Köln']]]);
    expect(await named('会議')).toEqual([['title', ['会議']]]);
    expect(await named('cem')).toEqual([['speaker', ['Cem']]]);
    const [video] = await core.query<{ id: string }>(
      `insert into youtube_videos (youtube_id, title, channel, duration_seconds, url)
       values ('abc', 'A lecture', 'Fjord Academy', 60, 'https://example.org') returning id`,
    );
    await core.query(
      'update media_files set youtube_video_id = $1 where id = $2',
      video?.id,
      recordings.get('Lagos'),
    );
    expect(await named('fjord')).toEqual([['channel', ['Fjord']]]);
    expect((await find('lónìí ', { filter: { source: 'youtube' } })).groups).toHaveLength(1);
  });
});

describe('what changes', () => {
  it('is found as it is now: edited, renamed, in the bin, deleted', async () => {
    const id = await said('Draft', 'en', [['Zoe', 'A walrus appears.']]);
    const { transcriptId } = await core.client.library.get({ id });
    const { segments } = await core.client.transcripts.segments({ transcriptId: transcriptId ?? '' });
    await core.client.transcripts.edit({
      transcriptId: transcriptId ?? '',
      command: { type: 'editText', id: segments[0]?.id ?? '', text: 'A narwhal appears.' },
    });
    expect(marked(await find('walrus '))).toEqual([]);
    expect(marked(await find('narwhal '))).toEqual(['narwhal']);
    expect(marked(await find('narwh'))).toEqual(['narwhal']);
    await core.client.library.rename({ id, title: 'Sea unicorns' });
    expect((await find('unicorn')).named).toHaveLength(1);
    await core.query('update media_files set deleted_at = now() where id = $1', id);
    expect(await find('narwhal ')).toMatchObject({ groups: [], named: [] });
    expect((await find('unicorn')).named).toEqual([]);
    await core.query('update media_files set deleted_at = null where id = $1', id);
    expect(marked(await find('narwhal '))).toEqual(['narwhal']);
    await core.client.library.remove({ ids: [id] });
    expect(marked(await find('narwhal '))).toEqual([]);
    expect((await core.client.search.choices()).speakers).not.toContain('Zoe');
  });

  it('is found in the newest transcript of a recording only', async () => {
    const id = await said('Twice', 'en', [[null, 'An aardvark sleeps.']]);
    await core.query(
      `insert into transcription_results (media_file_id, pipeline_version, segments, text_content, completed_at, created_at)
       values ($1, 'v1', '[]', '', now(), now() + interval '1 second')`,
      id,
    );
    expect(marked(await find('aardvark '))).toEqual([]);
  });
});

describe('checking', () => {
  const searchFindings = async () =>
    (await core.client.maintenance.check({})).findings
      .filter(({ kind }) => kind === 'search')
      .map(({ place }) => place);

  it('has what waits for its place in the index sorted in, so that it is not read again and again', async () => {
    await core.query('create extension if not exists pageinspect');
    const waiting = async () => {
      const [row] = await core.query<{ pages: number }>(
        `select n_pending_pages::int as pages
         from gin_metapage_info(get_raw_page('ix_transcript_segments_terms', 0))`,
      );
      return row?.pages;
    };
    await said('Late', 'en', [[null, 'They met again.']]);
    expect(await waiting()).toBeGreaterThan(0);
    expect(marked(await find('met again'))).toEqual(['met|again']);
    await vi.waitFor(async () => expect(await waiting()).toBe(0));
  });

  it('finds nothing wrong after all of this, settled or not', async () => {
    expect(await searchFindings()).toEqual([]);
    await core.query('select settle_search_words()');
    expect(await core.query('select 1 from search_word_changes')).toEqual([]);
    expect(await searchFindings()).toEqual([]);
    expect(marked(await find('commi'))).toEqual(['committee']);
  });

  it('finds words that were counted wrong and terms that are not those of the text, and mends them', async () => {
    const [former] = await core.query<{ definition: string }>(
      `select pg_get_functiondef('search_dictionary'::regproc) as definition`,
    );
    await core.query(`create or replace function search_dictionary(language text) returns regconfig
      language sql immutable parallel safe as 'select null::regconfig'`);
    await said('Unknown', 'en', [[null, 'Several ponies.']]);
    await core.query(former?.definition ?? '');
    await core.query(`update search_words set occurrences = occurrences + 7 where word = 'budget'`);
    expect(marked(await find('pony '))).toEqual([]);
    expect(await searchFindings()).toEqual(['transcript_segments.terms', 'search_words']);
    await core.client.maintenance.repair({});
    expect(await searchFindings()).toEqual([]);
    expect(marked(await find('pony '))).toEqual(['ponies']);
  });
});

describe('everything that is stored', () => {
  it('is found by each of its words, whatever they are', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            'one',
            'Zwei',
            'três',
            "l'été",
            '東京',
            'です。',
            '서울에서',
            'हिन्दी',
            'نعم',
            'x1.5',
            '🎉',
            'Ωμέγα',
          ),
          {
            minLength: 1,
            maxLength: 8,
          },
        )
        .map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('en', 'ja', null),
        async (texts, language) => {
          const kept = texts.map((text) => text.replaceAll('\0', '').toWellFormed());
          const id = await said(
            'Anything',
            language,
            kept.map((text) => [null, text] as const),
          );
          const [transcript] = await core.query<{ folded: string }>(
            `select string_agg(search_text(text), ' ' order by position) as folded from transcript_segments s
           join transcription_results t on t.id = s.transcript_id where t.media_file_id = $1`,
            id,
          );
          expect(transcript?.folded.split(' ').filter(Boolean)).toEqual(
            kept.flatMap((text) => foldText(text).split(' ').filter(Boolean)),
          );
          for (const text of kept) {
            for (const token of tokensOf(foldText(text))) {
              const { groups } = await find(`${token.text} `, { recordingId: id, hitsEach: 10 });
              expect
                .soft(
                  groups.flatMap(({ hits }) => hits.map((hit) => hit.text)),
                  token.text,
                )
                .toContain(text);
            }
          }
          await core.client.library.remove({ ids: [id] });
        },
      ),
      { numRuns: Number(process.env.TRAX_SEARCH_RUNS ?? 15) },
    );
  });
});
