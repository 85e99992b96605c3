import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from '../setup/run.mjs';
import { writeBaseModel } from './baseModel.ts';
import { runEngineAlone } from './engineAlone.ts';
import { type Figure, type Measurement, round } from './figure.ts';
import { createHome, type Home } from './home.ts';
import { byRole, createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';
import { decodeSound, sampleModel, tenMinutes } from './sound.ts';

/** CPU-seconds that Trax may use on ten minutes more than the engine alone does. */
const most = 4;
const mostShare = 0.1;
const rounds = 3;

/** Real voice activity, where it is beside the checkout. */
const speechModels = resolve(root, process.env.TRAX_SHARED_FIXTURES ?? '../shared/fixtures', 'models');
const hasSpeechModel = existsSync(join(speechModels, 'silero_vad_16k_op15.onnx'));

interface Use {
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly threads: number;
  readonly parts: Record<string, number>;
  readonly method: string;
}

/** What Trax costs beside its engine: on the sample's tiny model, and as a share of a model of base size. */
export const measureOverhead: Measurement = async (say) => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-bench-'));
  try {
    await using home = await createHome();
    const wav = join(folder, 'sound.wav');
    await decodeSound(wav);
    const detectors = [{ name: 'energy detector', models: '' }];
    if (hasSpeechModel) detectors.push({ name: 'Silero', models: speechModels });
    else say('Silero is not beside the checkout: voice activity by energy only');

    const { threads } = await transcribe(home, '');
    const alone: number[] = [];
    const runs = new Map<string, Use[]>(detectors.map(({ name }) => [name, []]));
    // In turns, so that what else the computer does falls on both alike.
    for (let round = 1; round <= rounds; round++) {
      const engine = await runEngineAlone(wav, sampleModel, threads);
      alone.push(engine.cpuSeconds);
      say(`round ${round}: engine alone ${engine.cpuSeconds.toFixed(2)} CPU-s, ${engine.words} words`);
      for (const { name, models } of detectors) {
        const use = await transcribe(home, models);
        runs.get(name)?.push(use);
        say(`round ${round}: trax (${name}) ${use.cpuSeconds.toFixed(2)} CPU-s ${JSON.stringify(use.parts)}`);
      }
    }
    const small = detectors.map(({ name }) => overheadOf(name, alone, runs.get(name) ?? []));
    const model = join(folder, 'ggml-random-base.en.bin');
    await writeBaseModel(sampleModel, model);
    const large = await runEngineAlone(wav, model, threads);
    say(`engine alone with a model of base size: ${large.cpuSeconds.toFixed(2)} CPU-s`);
    return [...small, ...small.map((figure) => shareOf(figure, large.cpuSeconds))];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Everything that `trax transcribe` uses from start to end: its own start, database, worker, ffmpeg, engine. */
async function transcribe(home: Home, modelsFolder: string): Promise<Use> {
  using group = createProcessGroup();
  const args = ['transcribe', tenMinutes, '--model', sampleModel, '--format', 'json', '--out', '-'];
  const run = startTrax(args, home.path, { group, environment: { TRAX_MODELS_DIR: modelsFolder } });
  await run.ended;
  const cpuSeconds = group.cpuSeconds();
  const parts = byRole(group.readings());
  const seen = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const command = group.commandOf('engine') ?? [];
  return {
    cpuSeconds,
    seconds: (performance.now() - run.startedAt) / 1000,
    threads: Number(command[command.indexOf('--threads') + 1]),
    parts: rounded({ ...parts, unseen: cpuSeconds - seen }),
    method: group.method,
  };
}

/**
 * What is added to the engine alone: everything that is not the engine, and what the engine does more for Trax than alone
 * (other windows, stretches heard again). The least of each over the rounds, for what else the computer does only adds to
 * it: two threads of one core that both work take up to twice their time.
 */
function overheadOf(detector: string, alone: readonly number[], uses: readonly Use[]): Figure {
  const engine = uses.map(({ parts }) => parts.engine ?? Number.NaN);
  const beside = uses.map(({ cpuSeconds }, index) => cpuSeconds - (engine[index] ?? 0));
  const engineMore = Math.min(...engine) - Math.min(...alone);
  return {
    name: `trax transcribe beside its engine, 10 minutes, tiny model, ${detector}`,
    value: Math.min(...beside) + engineMore,
    unit: 'CPU-seconds',
    limit: most,
    details: {
      beside: beside.map(round),
      engineMore: round(engineMore),
      engineAlone: alone.map(round),
      trax: uses.map(({ cpuSeconds }) => round(cpuSeconds)),
      parts: uses.map(({ parts }) => parts),
      seconds: uses.map(({ seconds }) => round(seconds)),
      threads: uses[0]?.threads,
      method: uses[0]?.method,
    },
  };
}

function shareOf(overhead: Figure, engine: number): Figure {
  return {
    name: overhead.name.replace('tiny model', 'as a share of a model of base size'),
    value: overhead.value / engine,
    unit: 'of the engine',
    limit: mostShare,
    details: { overhead: round(overhead.value), engineAlone: round(engine) },
  };
}

function rounded(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));
}
