/** A model that Trax knows where to get. */
export interface CatalogueModel {
  readonly name: string;
  readonly file: string;
  readonly task: 'transcription' | 'voice-activity';
  readonly languages: 'many' | readonly string[];
  /** Bytes; null where no public source pins the size and only the server says it. */
  readonly size: number | null;
  /** Hexadecimal; what a download must be, whoever served it. */
  readonly sha256: string;
  readonly licence: string;
  /** Word error rate in percent, where one is published for exactly these weights. */
  readonly wordErrorRate: number | null;
  /** The folder that the publisher serves the file from; ends with a slash. */
  readonly publisher: string;
}

/** OpenAI's Whisper models in whisper.cpp's format, at the revision that the checksums were read from. */
const whisperFiles =
  'https://huggingface.co/ggerganov/whisper.cpp/resolve/5359861c739e955e79d9a303bcbc70fb988958b1/';
/** Release 6.2.1 of Silero VAD (commit 7e30209a3e901f9842f81b225f3e93d8199902b1). */
const sileroFiles = 'https://github.com/snakers4/silero-vad/raw/v6.2.1/src/silero_vad/data/';

/** Open ASR leaderboard, English average, of the unquantised weights; the quantised ones have no published figure. */
const wordErrorRates: Record<string, number> = {
  'tiny.en': 12.8,
  'base.en': 10.3,
  'small.en': 8.6,
  'large-v3-turbo': 7.8,
  'large-v3': 7.4,
};

/** Name, bytes, sha256; sizes and checksums as at least two public repositories pin them. */
const whisperModels: readonly (readonly [string, number | null, string])[] = [
  ['tiny', 77_691_713, 'be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21'],
  ['tiny.en', 77_704_715, '921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f'],
  ['tiny-q5_1', null, '818710568da3ca15689e31a743197b520007872ff9576237bda97bd1b469c3d7'],
  ['base', 147_951_465, '60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe'],
  ['base.en', 147_964_211, 'a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002'],
  ['base-q5_1', null, '422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898'],
  ['small', 487_601_967, '1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b'],
  ['small.en', 487_614_201, 'c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d'],
  ['small-q5_1', null, 'ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb'],
  ['medium', 1_533_763_059, '6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208'],
  ['medium-q5_0', null, '19fea4b380c3a618ec4723c3eef2eb785ffba0d0538cf43f8f235e7b3b34220f'],
  ['large-v3', 3_095_033_483, '64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2'],
  ['large-v3-q5_0', 1_081_140_203, 'd75795ecff3f83b5faa89d1900604ad8c780abd5739fae406de19f23ecd98ad1'],
  ['large-v3-turbo', 1_624_555_275, '1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69'],
  ['large-v3-turbo-q5_0', 574_041_195, '394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2'],
  ['large-v3-turbo-q8_0', 874_188_075, '317eb69c11673c9de1e1f0d459b253999804ec71ac4c23c17ecf5fbe24e259a1'],
];

/** The voice activity model that the pipeline uses; small, so it comes along with the first download. */
export const speechModel: CatalogueModel = {
  name: 'silero-vad',
  file: 'silero_vad_16k_op15.onnx',
  task: 'voice-activity',
  languages: 'many',
  size: 1_289_603,
  sha256: '7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49',
  licence: 'MIT',
  wordErrorRate: null,
  publisher: sileroFiles,
};

/** Every model that can be downloaded, the smallest first. */
export const catalogue: readonly CatalogueModel[] = [
  ...whisperModels.map(
    ([name, size, sha256]): CatalogueModel => ({
      name,
      file: `ggml-${name}.bin`,
      task: 'transcription',
      languages: name.endsWith('.en') ? ['en'] : 'many',
      size,
      sha256,
      licence: 'MIT',
      wordErrorRate: wordErrorRates[name] ?? null,
      publisher: whisperFiles,
    }),
  ),
  speechModel,
];

/** Where a model is downloaded from: its publisher, or a mirror that has all files in one folder. */
export function urlOf(model: CatalogueModel, mirror: string | null): URL {
  const folder = mirror === null ? model.publisher : mirror.endsWith('/') ? mirror : `${mirror}/`;
  return new URL(model.file, folder);
}

/** Bits a weight in ggml's block formats: 32 weights with their scales take 22, 24 and 34 bytes (ggml-common.h). */
const bitsPerWeight: Record<string, number> = { q5_0: 5.5, q5_1: 6, q8_0: 8.5 };

/**
 * About how many bytes a quantised model has whose size no source pins: that of its 16-bit original, which is pinned,
 * scaled by the bits a weight. It comes out up to 3 % low where both are known. Null where the size is known.
 */
export function estimateSize({ name, size }: CatalogueModel): number | null {
  const [, original, quantisation = ''] = /^(.+)-(q\d_\d)$/.exec(name) ?? [];
  const whole = catalogue.find((model) => model.name === original)?.size;
  const bits = bitsPerWeight[quantisation];
  return size === null && whole && bits ? Math.round((whole * bits) / 16) : null;
}
