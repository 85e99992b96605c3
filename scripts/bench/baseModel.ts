import { randomFillSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Whisper base (openai/whisper, `ModelDimensions` of base.en), in the order of a ggml file's header. */
const base = {
  vocabulary: 51_864,
  audioContext: 1500,
  audioState: 512,
  audioHeads: 8,
  audioLayers: 6,
  textContext: 448,
  textState: 512,
  textHeads: 8,
  textLayers: 6,
  mels: 80,
};
/** `GGML_FTYPE_MOSTLY_F16`: matrices of 16-bit floats, everything else of 32. */
const fileType = 1;
const magicBytes = 4;
const headerBytes = 44;
/** What every window gives: one word (" the" in the English vocabulary), and then the end of the text, which may not come first. */
const [theWord, endOfText] = [262, 50_256];
/** 16-bit floats, by their bits. */
const [thirtySecond, sixteenth] = [10 << 10, 11 << 10];

interface Tensor {
  readonly name: string;
  /** The fastest first. */
  readonly shape: readonly number[];
  readonly kind: 'matrix' | 'vector' | 'ones';
}

/**
 * Writes a model of Whisper base's size with weights at random: header, mel filters and vocabulary as in the sample's
 * model, tensors as whisper.cpp's loader wants them (`whisper_model_load`). It ends every window
 * after one word, which is the least that an engine of this size can do: encode it.
 */
export async function writeBaseModel(sample: string, path: string): Promise<void> {
  const beginning = await readBeginning(sample);
  beginning.writeInt32LE(fileType, magicBytes + headerBytes - 4);
  for (const [index, value] of Object.values(base).entries())
    beginning.writeInt32LE(value, magicBytes + index * 4);
  await pipeline(async function* () {
    yield beginning;
    for (const tensor of tensors()) yield* writtenTensor(tensor);
  }, createWriteStream(path));
}

/** The file up to its first tensor: magic, header, filters, vocabulary. */
async function readBeginning(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  const all = Buffer.alloc(size);
  await file.read(all, 0, size);
  let at = magicBytes + headerBytes;
  at += 8 + all.readInt32LE(at) * all.readInt32LE(at + 4) * 4;
  const words = all.readInt32LE(at);
  at += 4;
  for (let word = 0; word < words; word++) at += 4 + all.readUInt32LE(at);
  return all.subarray(0, at);
}

function tensors(): Tensor[] {
  const { audioState: audio, textState: text } = base;
  return [
    vector('encoder.positional_embedding', audio, base.audioContext),
    matrix('encoder.conv1.weight', 3, base.mels, audio),
    vector('encoder.conv1.bias', 1, audio),
    matrix('encoder.conv2.weight', 3, audio, audio),
    vector('encoder.conv2.bias', 1, audio),
    ...norm('encoder.ln_post', audio),
    ...range(base.audioLayers).flatMap((layer) => block(`encoder.blocks.${layer}`, audio, ['attn'])),
    vector('decoder.positional_embedding', text, base.textContext),
    matrix('decoder.token_embedding.weight', text, base.vocabulary),
    { name: 'decoder.ln.weight', shape: [text], kind: 'ones' },
    { name: 'decoder.ln.bias', shape: [text], kind: 'ones' },
    ...range(base.textLayers).flatMap((layer) =>
      block(`decoder.blocks.${layer}`, text, ['attn', 'cross_attn']),
    ),
  ];
}

function block(name: string, state: number, attentions: readonly string[]): Tensor[] {
  return [
    ...attentions.flatMap((kind) => attention(`${name}.${kind}`, state)),
    ...norm(`${name}.mlp_ln`, state),
    matrix(`${name}.mlp.0.weight`, state, 4 * state),
    vector(`${name}.mlp.0.bias`, 4 * state),
    matrix(`${name}.mlp.2.weight`, 4 * state, state),
    vector(`${name}.mlp.2.bias`, state),
  ];
}

/** Keys have no bias. */
function attention(name: string, state: number): Tensor[] {
  const part = (which: string) => matrix(`${name}.${which}.weight`, state, state);
  const bias = (which: string) => vector(`${name}.${which}.bias`, state);
  return [
    ...norm(`${name}_ln`, state),
    ...['query', 'key', 'value', 'out'].map(part),
    ...['query', 'value', 'out'].map(bias),
  ];
}

function norm(name: string, state: number): Tensor[] {
  return [{ name: `${name}.weight`, shape: [state], kind: 'ones' }, vector(`${name}.bias`, state)];
}

const matrix = (name: string, ...shape: number[]): Tensor => ({ name, shape, kind: 'matrix' });
const vector = (name: string, ...shape: number[]): Tensor => ({ name, shape, kind: 'vector' });
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A tensor as it stands in a file: dimensions, length of the name, type, shape, name, numbers. */
function* writtenTensor({ name, shape, kind }: Tensor): Generator<Buffer> {
  const isMatrix = kind === 'matrix';
  const head = Buffer.alloc(12 + 4 * shape.length);
  head.writeInt32LE(shape.length, 0);
  head.writeInt32LE(Buffer.byteLength(name), 4);
  head.writeInt32LE(isMatrix ? 1 : 0, 8);
  for (const [index, length] of shape.entries()) head.writeInt32LE(length, 12 + 4 * index);
  yield head;
  yield Buffer.from(name);
  const count = shape.reduce((product, length) => product * length, 1);
  if (!isMatrix) return yield Buffer.from(new Float32Array(count).fill(kind === 'ones' ? 1 : 0).buffer);
  const numbers = smallHalves(count);
  if (name === 'decoder.token_embedding.weight') {
    // The last norm's bias is all ones: a row of equal numbers scores above every row at random.
    numbers.fill(thirtySecond, theWord * base.textState, (theWord + 1) * base.textState);
    numbers.fill(sixteenth, endOfText * base.textState, (endOfText + 1) * base.textState);
  }
  yield Buffer.from(numbers.buffer);
}

/** 16-bit floats of either sign between 2^-6 and 2^-5: large enough to count, too small to run away. */
function smallHalves(count: number): Uint16Array<ArrayBuffer> {
  const halves = randomFillSync(new Uint16Array(count));
  for (let index = 0; index < count; index++) halves[index] = ((halves[index] ?? 0) & 0x83ff) | (9 << 10);
  return halves;
}
