import { open } from 'node:fs/promises';
import { type Said, say } from '../../../shared/sentences.ts';

/** What the first bytes of a whisper.cpp model say about it. */
export interface ModelHeader {
  /** Multilingual models know more than 51,864 tokens. */
  readonly isMultilingual: boolean;
  /** The least that the weights take, in bytes. */
  readonly smallestSize: number;
}

/** `ggml` as a little-endian number, the first four bytes of every model of whisper.cpp. */
const magic = 0x67676d6c;
/** Bits of one weight for the kinds of whisper.cpp (`ggml_ftype`), block scales included. */
const bitsPerWeight: Record<number, number> = {
  0: 32,
  1: 16,
  2: 4.5,
  3: 5,
  7: 8.5,
  8: 5.5,
  9: 6,
  10: 2.625,
  11: 3.4375,
  12: 4.5,
  13: 5.5,
  14: 6.5625,
};
/** Tokens of OpenAI's English-only models. */
const englishTokens = 51_864;

/** Reads a model's header: what it says, or in a few words why this is no model of whisper.cpp. */
export async function readHeader(path: string): Promise<ModelHeader | { damage: Said }> {
  const bytes = await firstBytes(path, 48);
  if (bytes.length < 48) return { damage: say('models.damage.short') };
  if (bytes.readUInt32LE(0) !== magic) return { damage: say('models.damage.foreign') };
  return parseHeader(Array.from({ length: 11 }, (_, index) => bytes.readInt32LE(4 + index * 4)));
}

/** The eleven numbers after the magic, in whisper.cpp's order. */
function parseHeader(numbers: readonly number[]): ModelHeader | { damage: Said } {
  const [vocabulary = 0, audioContext = 0, audioState = 0, audioHeads = 0, audioLayers = 0] = numbers;
  const [textContext = 0, textState = 0, textHeads = 0, textLayers = 0, mels = 0, kind = 0] =
    numbers.slice(5);
  const isPlausible =
    [vocabulary, audioContext, audioState, audioHeads, audioLayers].every(
      (number) => number > 0 && number < 1e6,
    ) &&
    [textContext, textState, textHeads, textLayers].every((number) => number > 0 && number < 1e5) &&
    (mels === 80 || mels === 128);
  if (!isPlausible) return { damage: say('models.damage.otherKind') };
  const bits = bitsPerWeight[kind % 1000];
  if (bits === undefined) return { damage: say('models.damage.weights', { kind }) };
  const weights =
    audioLayers * 12 * audioState ** 2 + textLayers * 16 * textState ** 2 + vocabulary * textState;
  return { isMultilingual: vocabulary > englishTokens, smallestSize: Math.floor((weights * bits) / 8) };
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  await using file = await open(path, 'r');
  const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}
