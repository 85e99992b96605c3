import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { LogEntry } from '../../../shared/contract/transcripts.ts';
import { type EditCommand, editCommandSchema } from '../../../shared/transcript/editCommand.ts';
import { withPlan } from '../../../shared/transcript/plan.ts';
import { planEdit } from '../../../shared/transcript/planEdit.ts';
import type { EditableSegment } from '../../../shared/transcript/segment.ts';
import { storableJson } from '../database/storable.ts';
import { parseSegment, segmentColumns } from './segmentRow.ts';

/** An entry to be written. */
export interface NewEntry {
  readonly kind: LogEntry['kind'];
  readonly command: EditCommand;
  /** The sequence of what an undo takes back or a redo does again. */
  readonly reverts: number | null;
  /** The name of the request, where it has one. */
  readonly request?: string | undefined;
}

/** An edit that can be taken back, or done again by its command. */
export interface Target {
  readonly sequence: number;
  readonly command: EditCommand;
}

const targetSchema = z.object({ sequence: z.number(), command: editCommandSchema });

/** What undo takes back: the last edit that stands, with its inverse. */
export async function findUndo(em: EntityManager, transcriptId: string): Promise<Target | null> {
  const [row] = await em.execute(
    `select sequence, inverse as command from transcript_edits
     where transcript_id = ? and kind = 'edit' and not undone order by sequence desc limit 1`,
    [transcriptId],
  );
  return row ? targetSchema.parse(row) : null;
}

const redoable = `from transcript_edits taken join transcript_edits edit
    on edit.transcript_id = taken.transcript_id and edit.sequence = taken.reverts and edit.undone
  where taken.transcript_id = ? and taken.kind = 'undo' and taken.sequence > coalesce(
    (select max(sequence) from transcript_edits where transcript_id = taken.transcript_id and kind = 'edit'), 0)`;

/** What redo does again: what was undone last, where nothing was edited since. */
export async function findRedo(em: EntityManager, transcriptId: string): Promise<Target | null> {
  const [row] = await em.execute(
    `select edit.sequence, taken.inverse as command ${redoable} order by taken.sequence desc limit 1`,
    [transcriptId],
  );
  return row ? targetSchema.parse(row) : null;
}

/** Whether there is something to undo and to redo. */
export async function readReach(em: EntityManager, transcriptId: string) {
  const [row] = await em.execute<{ canUndo: boolean; canRedo: boolean }[]>(
    `select exists (select from transcript_edits where transcript_id = ? and kind = 'edit' and not undone) as "canUndo",
       exists (select ${redoable}) as "canRedo"`,
    [transcriptId, transcriptId],
  );
  return { canUndo: row?.canUndo ?? false, canRedo: row?.canRedo ?? false };
}

/** The sequence of the entry that a request has led to; null where it has not yet. */
export async function findRequest(em: EntityManager, transcriptId: string, request: string) {
  const [row] = await em.execute<{ sequence: number }[]>(
    'select sequence from transcript_edits where transcript_id = ? and request = ?',
    [transcriptId, request],
  );
  return row?.sequence ?? null;
}

/** Writes an entry, and marks what it takes back or does again. */
export async function writeEntry(
  em: EntityManager,
  transcriptId: string,
  entry: NewEntry & { sequence: number; inverse: EditCommand; removed: readonly string[] },
): Promise<void> {
  const { sequence, kind, command, inverse, reverts, removed, request = null } = entry;
  await em.execute(
    `insert into transcript_edits (transcript_id, sequence, kind, command, inverse, reverts, removed, request)
     values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?)`,
    [
      transcriptId,
      sequence,
      kind,
      storableJson(command),
      storableJson(inverse),
      reverts,
      JSON.stringify(removed),
      request,
    ],
  );
  if (reverts === null) return;
  await em.execute('update transcript_edits set undone = ? where transcript_id = ? and sequence = ?', [
    kind === 'undo',
    transcriptId,
    reverts,
  ]);
}

const logRowSchema = z.object({
  sequence: z.number(),
  kind: z.enum(['edit', 'undo', 'redo', 'align']),
  action: z.enum(editCommandSchema.options.map((option) => option.shape.type.value)),
  undone: z.boolean(),
  created_at: z.coerce.date(),
});

/** The log, newest first. */
export async function readLog(em: EntityManager, transcriptId: string, limit: number): Promise<LogEntry[]> {
  const rows = await em.execute(
    `select sequence, kind, command ->> 'type' as action, undone, created_at
     from transcript_edits where transcript_id = ? order by sequence desc limit ?`,
    [transcriptId, limit],
  );
  return rows.map((row) => {
    const { created_at: at, undone: isUndone, ...same } = logRowSchema.parse(row);
    return { ...same, isUndone, at: at.toISOString() };
  });
}

/** The segments as they were after an entry of the log: what is there now, with everything later taken back. */
export async function segmentsAfter(
  em: EntityManager,
  transcriptId: string,
  sequence: number,
): Promise<EditableSegment[]> {
  const rows = await em.execute(
    `select ${segmentColumns} from transcript_segments where transcript_id = ? order by position`,
    [transcriptId],
  );
  const later = await em.execute<{ inverse: unknown }[]>(
    'select inverse from transcript_edits where transcript_id = ? and sequence > ? order by sequence desc',
    [transcriptId, sequence],
  );
  let segments = rows.map((row): EditableSegment => {
    const { revision: _, ...segment } = parseSegment(row);
    return segment;
  });
  for (const { inverse } of later) {
    const plan = planEdit(segments, editCommandSchema.parse(inverse), Number.POSITIVE_INFINITY);
    if (plan) segments = withPlan(segments, plan, (segment) => segment);
  }
  return segments;
}
