import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { numberedFileName } from '../../../shared/formats/fileName.ts';
import { say } from '../../../shared/sentences.ts';
import { sha256OfFile } from '../sha256.ts';
import { catalogue, speechModel } from './catalogue.ts';
import { requireSpace, writeFailure } from './disk.ts';
import { inspectModelFile, type ModelFile, type ModelFolder } from './modelFolder.ts';

export interface ImportOptions {
  readonly folder: ModelFolder;
  readonly signal: AbortSignal;
  /** Loads the model once, far from the core; throws MODEL_DAMAGED when that fails. */
  checkModel(path: string, signal: AbortSignal): Promise<unknown>;
}

/**
 * Copies a model file into the model folder after it has proved to load. A file that is there already is not copied again;
 * another one of the same name gets a number. Its name there is plain ASCII: on Windows the recogniser is given no other.
 */
export async function importModel(path: string, options: ImportOptions): Promise<ModelFile> {
  const { folder, signal } = options;
  const source = await inspectSource(path, folder);
  if (dirname(resolve(path)) === resolve(folder.path)) return source;
  if (source.task === 'transcription') await options.checkModel(path, signal);
  await mkdir(folder.path, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, folder.path);
  });
  await requireSpace(folder.path, source.size);
  const copy = join(folder.path, `.import-${randomUUID()}`);
  try {
    const sha256 = await copyHashed(path, copy, signal);
    if (source.task === 'voice-activity' && sha256 !== speechModel.sha256) {
      throw new TraxError('MODEL_DAMAGED', { model: source.name, reason: say('reason.checksum') });
    }
    const target = await placeFor(basename(path), sha256, source.size, folder, signal);
    if (!target.isThere) await rename(copy, target.path);
    const imported = await inspectModelFile(target.path, folder);
    if (!imported) throw new TraxError('FILE_VANISHED', { path: target.path });
    return imported;
  } catch (error) {
    throw writeFailure(error, folder.path);
  } finally {
    await rm(copy, { force: true });
  }
}

async function inspectSource(path: string, folder: ModelFolder): Promise<ModelFile> {
  const source = await inspectModelFile(path, folder);
  if (!source) throw new TraxError('FILE_NOT_FOUND', { path });
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new TraxError('FILE_NOT_READABLE', { path }, { cause });
  });
  if (source.size === 0) throw new TraxError('FILE_EMPTY', { path });
  if (source.damage !== null)
    throw new TraxError('MODEL_DAMAGED', { model: source.file, reason: source.damage });
  return source;
}

/** Copies a file and gives the sha256 of what was copied. */
async function copyHashed(from: string, to: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await using file = await open(to, 'wx');
  for await (const chunk of createReadStream(from, { signal, highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.sync();
  return hash.digest('hex');
}

/** Where a file goes: its catalogue name when the checksum tells it, else its own; the first number that is free or holds the same. */
async function placeFor(
  file: string,
  sha256: string,
  size: number,
  folder: ModelFolder,
  signal: AbortSignal,
): Promise<{ path: string; isThere: boolean }> {
  const name = catalogue.find((model) => model.sha256 === sha256)?.file ?? plainFileName(file, sha256);
  for (let number = 1; ; number += 1) {
    const path = join(folder.path, number === 1 ? name : numberedFileName(name, number));
    const there = await stat(path).catch(() => null);
    if (!there) return { path, isThere: false };
    if (there.size !== size) continue;
    if ((await sha256OfFile(path, { signal })) === sha256) return { path, isThere: true };
  }
}

/** A file name in letters that every program takes; what had none of them is called by its checksum. */
export function plainFileName(file: string, sha256: string): string {
  const stem = file
    .replace(/\.bin$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._ ()-]+/g, '_')
    .replace(/^[._\s-]+|[.\s]+$/g, '');
  return `${/[A-Za-z0-9]/.test(stem.replace(/^ggml/, '')) ? stem : `ggml-${sha256.slice(0, 8)}`}.bin`;
}
