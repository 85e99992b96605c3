import type { EntityManager } from '@mikro-orm/postgresql';
import { storableJson } from '../database/storable.ts';
import type { FoundFile } from '../library/findRecordings.ts';

/**
 * What became of a file: `taken` into the queue, `known` since its content was here already, `left` since it lay there before
 * the folder was watched, or `refused`.
 */
type Outcome = 'taken' | 'known' | 'left' | 'refused';

export interface RememberedFile extends FoundFile {
  /** Of its content; null where nobody has read it. */
  readonly sha256: string | null;
  readonly outcome: Outcome;
}

/** Every file of a watch folder that needs no second look. It is remembered when it is gone, and when its recording is. */
export async function recallFiles(em: EntityManager, folderId: string): Promise<RememberedFile[]> {
  return em.execute<RememberedFile[]>(
    `select path, size::float8 as size, modified_ms as "modifiedMs", sha256, outcome from watched_files
     where watch_folder_id = ?`,
    [folderId],
  );
}

export async function rememberFiles(
  em: EntityManager,
  folderId: string,
  files: readonly RememberedFile[],
): Promise<void> {
  if (files.length === 0) return;
  await em.execute(
    `insert into watched_files (watch_folder_id, path, size, modified_ms, sha256, outcome)
     select ?, f.path, f.size, f."modifiedMs", f.sha256, f.outcome
     from jsonb_to_recordset(?::jsonb) as f(path text, size bigint, "modifiedMs" float8, sha256 text, outcome text)
     on conflict (watch_folder_id, path) do update set size = excluded.size, modified_ms = excluded.modified_ms,
       sha256 = excluded.sha256, outcome = excluded.outcome, seen_at = now()`,
    [folderId, storableJson(files)],
  );
}
