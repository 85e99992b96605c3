import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { type Said, say } from '../../../shared/sentences.ts';

/** "ggml" as the first four bytes of a model in whisper.cpp's format. */
const magic = 0x67676d6c;
/** Eleven 32-bit numbers follow the magic: vocabulary, audio, text, mel bands, number format. */
const headerBytes = 4 + 11 * 4;
/** Seconds of sound that a Whisper model hears at once, in its own frames; every model has this number. */
const audioFrames = 1500;
const melBands: readonly number[] = [80, 128];

/** How ggml stores numbers, by its type's id: numbers in a block, bytes of a block (ggml.h, ggml-common.h). */
const blocks: Readonly<Record<number, readonly [numbers: number, bytes: number]>> = {
  0: [1, 4],
  1: [1, 2],
  2: [32, 18],
  3: [32, 20],
  6: [32, 22],
  7: [32, 24],
  8: [32, 34],
  10: [256, 84],
  11: [256, 110],
  12: [256, 144],
  13: [256, 176],
  14: [256, 210],
  30: [1, 2],
};

/** A vocabulary of this size or more has tokens for languages; the smaller one is of the English-only models. */
const multilingualVocabulary = 51_865;

export interface ModelFacts {
  readonly isMultilingual: boolean;
}

/**
 * Makes sure that a file is a whole Whisper model in whisper.cpp's format. The engine itself loads a file without
 * weights, or cut off within the last of them, and then writes nonsense. Only headers are read.
 * Throws MODEL_MISSING or MODEL_DAMAGED.
 */
export async function checkModelFile(path: string): Promise<ModelFacts> {
  const file = await openModel(path);
  try {
    const reason = await findDamage(file);
    if (reason) throw new TraxError('MODEL_DAMAGED', { model: basename(path), reason });
    const header = await numbersAt(file, 0, 2);
    return { isMultilingual: (header?.[1] ?? 0) >= multilingualVocabulary };
  } finally {
    await file.close();
  }
}

async function openModel(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new TraxError('MODEL_MISSING', { model: basename(path) }, { cause });
    if (code === 'EACCES' || code === 'EPERM') throw new TraxError('FILE_NOT_READABLE', { path }, { cause });
    throw cause;
  }
}

/** What is wrong with the file, as the end of a sentence; null when nothing is. */
async function findDamage(file: FileHandle): Promise<Said | null> {
  const stat = await file.stat();
  if (!stat.isFile()) return say('models.damage.noFile');
  const header = await numbersAt(file, 0, headerBytes / 4);
  if (header?.[0] !== magic) return say('models.damage.foreign');
  if (header[2] !== audioFrames || !melBands.includes(header[10] ?? 0)) return say('models.damage.otherKind');
  const weights = await endOfVocabulary(file, stat.size);
  if (weights === null) return say('models.damage.cut');
  if (weights === stat.size) return say('models.damage.cut');
  return checkWeights(file, weights, stat.size);
}

/** Where the weights begin: after the mel filters and the vocabulary. */
async function endOfVocabulary(file: FileHandle, size: number): Promise<number | null> {
  const mel = await numbersAt(file, headerBytes, 2);
  const filters = headerBytes + 8 + (mel?.[0] ?? 0) * (mel?.[1] ?? 0) * 4;
  const words = (await numbersAt(file, filters, 1))?.[0];
  if (words === undefined || filters >= size) return null;
  const longest = Math.min(size - filters - 4, words * 260);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longest), 0, longest, filters + 4);
  let at = 0;
  for (let word = 0; word < words; word++) {
    if (at + 4 > bytesRead) return null;
    at += 4 + buffer.readUInt32LE(at);
  }
  return at > bytesRead ? null : filters + 4 + at;
}

/** Walks from one weight's header to the next; the last must end where the file does. */
async function checkWeights(file: FileHandle, start: number, size: number): Promise<Said | null> {
  let at = start;
  while (at < size) {
    const [dimensions, nameBytes, type] = (await numbersAt(file, at, 3)) ?? [];
    if (dimensions === undefined || nameBytes === undefined || type === undefined)
      return say('models.damage.cut');
    const block = blocks[type];
    if (dimensions > 4 || nameBytes > 256) return say('models.damage.garbled');
    if (!block) return null;
    const shape = await numbersAt(file, at + 12, dimensions);
    if (!shape) return say('models.damage.cut');
    const count = shape.reduce((product, length) => product * length, 1);
    at += 12 + dimensions * 4 + nameBytes + (count / block[0]) * block[1];
  }
  return at === size ? null : say('models.damage.cut');
}

/** Little-endian 32-bit numbers; null where the file ends before. */
async function numbersAt(file: FileHandle, position: number, count: number): Promise<number[] | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count * 4), 0, count * 4, position);
  if (bytesRead < count * 4) return null;
  return Array.from({ length: count }, (_, index) => buffer.readUInt32LE(index * 4));
}
