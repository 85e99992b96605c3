import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { say } from '../../../shared/sentences.ts';
import { isYoung } from '../library/sweep.ts';
import { inspectModelFile } from '../models/modelFolder.ts';
import { mendable, type Problem, reported } from './problem.ts';

/** The files that Trax makes of recordings. */
const made = [
  { column: 'peaks_path', missing: 'check.file.missingWaveform' },
  { column: 'playback_path', missing: 'check.file.missingPlayback' },
] as const;

/**
 * Waveforms and copies for playing that are noted and not there, or there and not noted. `isAlone`: no former library is
 * kept, which may need them when somebody goes back to it.
 */
export async function checkMadeFiles(
  em: EntityManager,
  folders: { readonly peaks: string; readonly playback: string },
  isAlone: boolean,
): Promise<Problem[]> {
  // In this order: what is finished meanwhile was listed as somebody's work, or is noted by the time that is read.
  const listed = isAlone ? await filesIn([folders.peaks, folders.playback]) : [];
  const isNeeded = await stillNeeded(em);
  const problems: Problem[] = [];
  const noted = new Set<string>();
  for (const { column, missing: sentence } of made) {
    const rows = await em.execute<{ id: string; path: string }[]>(
      `select id, ${column} as path from media_files where ${column} is not null order by id`,
    );
    for (const { id, path } of rows) {
      noted.add(path);
      if (!(await isThere(path))) problems.push(missing(id, path, column, sentence));
    }
  }
  for (const path of listed) if (!noted.has(path) && !(await isNeeded(path))) problems.push(unused(path));
  return problems;
}

async function filesIn(folders: readonly string[]): Promise<string[]> {
  const lists = folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name)));
  return (await Promise.all(lists)).flat();
}

/** A recording's files are made before they are noted, and what a crash cut off is swept when it is old. */
async function stillNeeded(em: EntityManager): Promise<(path: string) => Promise<boolean>> {
  const rows = await em.execute<{ id: string }[]>(
    `select distinct media_file_id as id from batch_items where status in ('pending', 'running', 'retrying')`,
  );
  const workedOn = new Set(rows.map(({ id }) => id));
  return async (path) =>
    workedOn.has(basename(path).split('.')[0] ?? '') || (path.endsWith('.part') && (await isYoung(path)));
}

function missing(
  id: string,
  path: string,
  column: string,
  sentence: (typeof made)[number]['missing'],
): Problem {
  const finding = {
    kind: 'file-missing' as const,
    place: path,
    found: say(sentence, { id }),
    meaning: say('check.file.missing.meaning'),
    repair: say('check.file.missing.repair'),
  };
  return mendable(finding, async (em) => {
    await em.execute(`update media_files set ${column} = null, updated_at = now() where id = ?`, [id]);
    return path;
  });
}

function unused(path: string): Problem {
  const finding = {
    kind: 'file-unused' as const,
    place: path,
    found: say('check.file.unused'),
    meaning: say('check.file.unused.meaning'),
    repair: say('check.file.unused.repair'),
  };
  return mendable(finding, async () => {
    await rm(path, { recursive: true, force: true });
    return null;
  });
}

/** Model files that cannot be used. */
export async function checkModels(folder: string): Promise<Problem[]> {
  const names = await readdir(folder).catch(() => []);
  const problems: Problem[] = [];
  for (const name of names.filter((each) => each.endsWith('.bin')).sort()) {
    const path = join(folder, name);
    const file = await inspectModelFile(path, { path: folder, isReadOnly: false, isSample: false });
    if (!file?.damage) continue;
    problems.push(
      reported({
        kind: 'model',
        place: path,
        found: say('check.model', { reason: file.damage }),
        meaning: say('check.model.meaning'),
      }),
    );
  }
  return problems;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
