import type { EntityManager } from '@mikro-orm/postgresql';
import type { Changes } from '../../../shared/contract/transcripts.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { type EditCommand, isSpeakerCommand, touchedBy } from '../../../shared/transcript/editCommand.ts';
import type { Plan } from '../../../shared/transcript/plan.ts';
import { planEdit } from '../../../shared/transcript/planEdit.ts';
import type { EditableSegment, Word } from '../../../shared/transcript/segment.ts';
import { planSpeakers } from '../../../shared/transcript/speakers.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import {
  findRedo,
  findRequest,
  findUndo,
  type NewEntry,
  readLog,
  readReach,
  segmentsAfter,
  writeEntry,
} from './editLog.ts';
import { needingTimes } from './needsTimes.ts';
import { parseSegment, segmentColumns } from './segmentRow.ts';
import { writePlan, writeSummary } from './writePlan.ts';

type Seen = Readonly<Record<string, number>>;

/** What is asked of a transcript. A request with a name that comes a second time gets the answer, and is not done again. */
interface Wish {
  readonly transcriptId: string;
  readonly request?: string | undefined;
  readonly seen?: Seen;
}

/** A line as it was read, and its words where they were found in the sound; null where they were not. */
interface FoundLine {
  readonly id: string;
  readonly revision: number;
  readonly words: Word[] | null;
}

/** A transcript that is locked for an edit. */
interface Head {
  readonly recordingId: string;
  readonly sequence: number;
  /** Seconds; infinite while it is not known. */
  readonly duration: number;
}

export type Edits = ReturnType<typeof createEdits>;

/** Editing transcripts: each edit is one transaction on the rows that it changes, logged with its inverse. */
export function createEdits(database: Database, events: Events) {
  const em = () => database.orm.em.fork();

  /** Carries out the entry that `choose` gives under the transcript's lock; nothing where it gives none. */
  function commit(
    { transcriptId, request, seen = {} }: Wish,
    choose: (em: EntityManager, head: Head) => Promise<NewEntry | null>,
  ): Promise<Changes> {
    return em().transactional(async (tx) => {
      const head = await lock(tx, transcriptId);
      const former = request === undefined ? null : await findRequest(tx, transcriptId, request);
      if (former !== null) return changesSince(tx, transcriptId, head.sequence, former - 1);
      const entry = await choose(tx, head);
      const plan = entry && (await planFor(tx, transcriptId, entry.command, head.duration, seen));
      if (!entry || !plan) return nothingChanged(tx, transcriptId, head.sequence);
      const changes = await store(tx, transcriptId, head, { ...entry, request }, plan);
      await markForTimes(tx, plan, entry.command);
      return changes;
    });
  }

  /** Writes an entry with what it changes, under the transcript's lock. */
  async function store(
    tx: EntityManager,
    transcriptId: string,
    { recordingId, sequence: last }: Head,
    entry: NewEntry,
    plan: Plan,
  ): Promise<Changes> {
    const sequence = last + 1;
    const { removed, speakers, inverse } = plan;
    await writeEntry(tx, transcriptId, { ...entry, sequence, inverse, removed });
    const growth = growthOf(plan);
    await writePlan(tx, transcriptId, plan, sequence);
    await writeSummary(tx, transcriptId, { sequence, ...growth });
    await events.publish(tx, { type: 'edited', transcriptId, recordingId, sequence });
    if (growth.changesSpeakers) await events.publish(tx, { type: 'recordings', ids: [recordingId] });
    const put = plan.put.map((segment) => ({ ...segment, revision: sequence }));
    return { sequence, put, removed, speakers, ...(await readReach(tx, transcriptId)) };
  }

  return {
    edit: (wish: Wish & { command: EditCommand }) =>
      commit(wish, async () => ({ kind: 'edit', command: wish.command, reverts: null })),

    undo: (wish: Wish) =>
      commit(wish, async (tx) => {
        const target = await findUndo(tx, wish.transcriptId);
        return target && { kind: 'undo', command: target.command, reverts: target.sequence };
      }),

    redo: (wish: Wish) =>
      commit(wish, async (tx) => {
        const target = await findRedo(tx, wish.transcriptId);
        return target && { kind: 'redo', command: target.command, reverts: target.sequence };
      }),

    /**
     * Stores where the words of lines were found in the sound, as an entry that undo steps over. Lines that were edited since
     * stay due; those that were not found keep the times that they have.
     */
    align: (transcriptId: string, lines: readonly FoundLine[]): Promise<Changes> =>
      em().transactional(async (tx) => {
        const head = await lock(tx, transcriptId);
        const rows = await tx.execute(
          `select ${segmentColumns} from transcript_segments where transcript_id = ?
             and id in (select jsonb_array_elements_text(?::jsonb)::uuid) order by position`,
          [transcriptId, JSON.stringify(lines.map(({ id }) => id))],
        );
        const wished = new Map(lines.map((line) => [line.id, line]));
        const current = rows
          .map(parseSegment)
          .filter(({ id, revision }) => wished.get(id)?.revision === revision);
        await tx.execute(
          `update transcript_segments set needs_times = false
           where id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
          [JSON.stringify(current.map(({ id }) => id))],
        );
        const put = current.flatMap(({ revision: _, ...segment }) => {
          const words = wished.get(segment.id)?.words;
          return words ? [{ ...segment, words }] : [];
        });
        const command: EditCommand = { type: 'restore', put, remove: [] };
        const plan = planEdit(
          current.map(({ revision: _, ...segment }) => segment),
          command,
          head.duration,
        );
        if (!plan) return nothingChanged(tx, transcriptId, head.sequence);
        return store(tx, transcriptId, head, { kind: 'align', command, reverts: null }, plan);
      }),

    restore: ({ sequence, ...wish }: Wish & { sequence: number }) =>
      commit(wish, async (tx, head) => {
        const { transcriptId } = wish;
        const [now, then] = [
          await segmentsAfter(tx, transcriptId, head.sequence),
          await segmentsAfter(tx, transcriptId, sequence),
        ];
        const kept = new Set(then.map(({ id }) => id));
        const remove = now.flatMap(({ id }) => (kept.has(id) ? [] : id));
        return { kind: 'edit', command: { type: 'restore', put: then, remove }, reverts: null };
      }),

    version: (input: { transcriptId: string; sequence: number }) =>
      segmentsAfter(em(), input.transcriptId, input.sequence),

    log: (input: { transcriptId: string; limit: number }) => readLog(em(), input.transcriptId, input.limit),

    changes: ({ transcriptId, since }: { transcriptId: string; since: number }): Promise<Changes> =>
      em().transactional(async (tx) => {
        const { sequence } = await lock(tx, transcriptId, 'for share');
        return changesSince(tx, transcriptId, sequence, since);
      }),
  };
}

/** Everything that was edited after an entry, up to `sequence`, which is the newest. */
async function changesSince(
  tx: EntityManager,
  transcriptId: string,
  sequence: number,
  since: number,
): Promise<Changes> {
  const rows = await tx.execute(
    `select ${segmentColumns} from transcript_segments where transcript_id = ? and revision > ? order by position`,
    [transcriptId, since],
  );
  const put = rows.map(parseSegment);
  // What was removed and put back again is there.
  const gone = await tx.execute<{ id: string }[]>(
    `select distinct gone.id from transcript_edits e, jsonb_array_elements_text(e.removed) as gone(id)
     where e.transcript_id = ? and e.sequence > ?
       and not exists (select from transcript_segments s where s.id = gone.id::uuid)`,
    [transcriptId, since],
  );
  const removed = gone.map(({ id }) => id);
  return { sequence, put, removed, speakers: [], ...(await readReach(tx, transcriptId)) };
}

/** Throws NOT_FOUND. */
async function lock(
  em: EntityManager,
  transcriptId: string,
  strength: 'for share' | 'for no key update' = 'for no key update',
): Promise<Head> {
  const [row] = await em.execute<{ id: string; sequence: number; duration: number | null }[]>(
    `select m.id, t.edit_sequence as sequence, m.duration_seconds as duration
     from transcription_results t join media_files m on m.id = t.media_file_id where t.id = ? ${strength} of t`,
    [transcriptId],
  );
  if (!row) throw new TraxError('NOT_FOUND', { what: say('thing.transcript'), id: transcriptId });
  return { recordingId: row.id, sequence: row.sequence, duration: row.duration ?? Number.POSITIVE_INFINITY };
}

/** What a command does to what is stored now. Throws EDIT_CONFLICT where that is not what the caller has seen. */
async function planFor(
  em: EntityManager,
  transcriptId: string,
  command: EditCommand,
  duration: number,
  seen: Seen,
): Promise<Plan | null> {
  if (isSpeakerCommand(command)) {
    const rows = await em.execute<Pick<EditableSegment, 'id' | 'speaker'>[]>(
      'select id, speaker from transcript_segments where transcript_id = ? order by position',
      [transcriptId],
    );
    return planSpeakers(rows, command);
  }
  if (command.type === 'retime') {
    const all = await em.execute(
      `select ${segmentColumns} from transcript_segments where transcript_id = ? order by position`,
      [transcriptId],
    );
    return planEdit(all.map(parseSegment), command, duration);
  }
  const named = [...touchedBy(command), ...('newId' in command ? [command.newId] : [])];
  const rows = await em.execute(
    `with named as (select jsonb_array_elements_text(?::jsonb)::uuid as id),
       range as (select min(position) as first, max(position) as last
         from transcript_segments join named using (id) where transcript_id = ?)
     select ${segmentColumns} from transcript_segments, range where transcript_id = ? and (
       id in (select id from named)
       or position = (select max(position) from transcript_segments where transcript_id = ? and position < first)
       or position = (select min(position) from transcript_segments
            where transcript_id = ? and position > coalesce(last, '-infinity')))
     order by position`,
    [JSON.stringify(named), transcriptId, transcriptId, transcriptId, transcriptId],
  );
  const segments = rows.map(parseSegment);
  const revisions = new Map(segments.map(({ id, revision }) => [id, revision]));
  for (const [id, revision] of Object.entries(seen)) {
    if (!named.includes(id) || revisions.get(id) === revision) continue;
    if (!revisions.has(id) || (await wasEdited(em, transcriptId, id, revision)))
      throw new TraxError('EDIT_CONFLICT');
  }
  return planEdit(segments, command, duration);
}

/** Whether anybody changed a segment since a revision. Times that were found in the sound are no reason to refuse an edit. */
async function wasEdited(
  em: EntityManager,
  transcriptId: string,
  id: string,
  since: number,
): Promise<boolean> {
  const touching = [{ put: [{ id }] }, { remove: [id] }, { groups: [{ ids: [id] }] }];
  const rows = await em.execute(
    `select from transcript_edits, jsonb_array_elements(?::jsonb) as touching
     where transcript_id = ? and sequence > ? and kind <> 'align' and inverse @> touching limit 1`,
    [JSON.stringify(touching), transcriptId, since],
  );
  return rows.length > 0;
}

/** Remembers which lines are to be found in the sound again. */
async function markForTimes(em: EntityManager, plan: Plan, command: EditCommand): Promise<void> {
  const due = needingTimes(plan, command);
  // What is put back as it was needs no more than what it brings along.
  const asked = command.type === 'restore' ? plan.put.map(({ id }) => id) : due;
  if (asked.length === 0) return;
  await em.execute(
    `update transcript_segments set needs_times = id in (select jsonb_array_elements_text(?::jsonb)::uuid)
     where id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
    [JSON.stringify(due), JSON.stringify(asked)],
  );
}

/** What a plan changes in the counts of a transcript. Its inverse holds what was there before. */
function growthOf({ put, speakers, inverse }: Plan) {
  const former = inverse.type === 'restore' ? inverse.put : [];
  const wordCount = (segments: readonly EditableSegment[]) =>
    segments.reduce((sum, segment) => sum + segment.words.length, 0);
  return {
    segments: put.length - former.length,
    words: wordCount(put) - wordCount(former),
    changesText: inverse.type === 'restore',
    changesSpeakers: speakers.length > 0 || !isSameVoices(put, former),
  };
}

/** Whether the same people speak in both, however often. */
function isSameVoices(put: readonly EditableSegment[], former: readonly EditableSegment[]): boolean {
  const [now, before] = [put, former].map((all) => new Set(all.map(({ speaker }) => speaker)));
  return now?.size === before?.size && [...(now ?? [])].every((speaker) => before?.has(speaker));
}

async function nothingChanged(em: EntityManager, transcriptId: string, sequence: number): Promise<Changes> {
  return { sequence, put: [], removed: [], speakers: [], ...(await readReach(em, transcriptId)) };
}
