import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { archivesOf, lineageOf } from '../database/postgres/archive.ts';
import type { Place } from '../database/postgres/place.ts';
import { namesIn } from './journal.ts';
import { formerLineages } from './lineages.ts';
import { findBackups } from './manifest.ts';
import { expired, journalled } from './retention.ts';

/** A journal without a backup to begin with is kept for this long, for the sake of backups on other disks. Milliseconds. */
const loneJournal = 14 * 86_400_000;

/** Deletes the backups that nobody needs any more, and the journal from before those that are left. */
export async function prune(place: Place, folder: string, now: Date): Promise<void> {
  const found = (await findBackups(folder)).map((backup) => ({ ...backup, ...backup.manifest }));
  const former = new Set((await formerLineages(place)).map(({ lineage }) => lineage));
  // The way back to a library that was put aside stays open for as long as that is kept.
  const histories = Map.groupBy(found, ({ lineage }) => (former.has(lineage) ? lineage : ''));
  for (const group of histories.values()) {
    for (const { path } of expired(group)) await rm(path, { recursive: true });
  }

  const present = await lineageOf(place);
  const kept = journalled(await left(folder), now);
  for (const lineage of await namesIn(archivesOf(place))) {
    const archive = join(archivesOf(place), lineage);
    const firsts = kept.filter((one) => one.lineage === lineage).map((one) => one.firstSegment);
    const first = firsts.sort()[0];
    if (first === undefined && lineage !== present) await rm(archive, { recursive: true });
    else await removeParts(archive, async (name) => (first ? name < first : isOld(join(archive, name), now)));
  }
}

async function left(folder: string) {
  return (await findBackups(folder)).map(({ manifest }) => manifest);
}

async function isOld(path: string, now: Date): Promise<boolean> {
  return now.getTime() - (await stat(path)).mtimeMs > loneJournal;
}

async function removeParts(archive: string, isUnneeded: (name: string) => Promise<boolean>): Promise<void> {
  for (const name of await namesIn(archive)) {
    if (/^[0-9A-F]{24}$/.test(name) && (await isUnneeded(name)))
      await rm(join(archive, name), { force: true });
  }
}
