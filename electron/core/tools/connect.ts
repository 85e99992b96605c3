import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { EngineConnection } from '../../../shared/contract/worker.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { findFfmpeg } from './ffmpeg.mjs';
import { findWhisperNode, findWhisperServer } from './whisper.mjs';

interface Needs {
  readonly resources: string;
  settings(): Promise<Settings>;
  apiKey(): Promise<string | null>;
  /** The file of a model's name or path; throws MODEL_*. */
  resolveModel(nameOrPath: string): Promise<string>;
}

/** Says how the recogniser of some options is reached. Throws ENGINE_MISSING, MODEL_*, INVALID_INPUT. */
export function createConnect({ resources, settings, apiKey, resolveModel }: Needs) {
  return async function connect({
    engine,
    model,
  }: Pick<TranscribeOptions, 'engine' | 'model'>): Promise<EngineConnection> {
    switch (engine) {
      case 'whisper.cpp': {
        const serverPath = findWhisperServer({ resources });
        if (serverPath) return { engine, serverPath, modelPath: await resolveModel(model) };
        // The same models, slower: better than no transcript. `trax doctor` and the set-up say what it costs.
        const modulePath = findWhisperNode();
        if (modulePath) return { engine: 'whisper.node', modulePath, modelPath: await resolveModel(model) };
        throw new TraxError('ENGINE_MISSING', { engine });
      }
      case 'whisper.node': {
        const modulePath = findWhisperNode();
        if (!modulePath) throw new TraxError('ENGINE_MISSING', { engine });
        return { engine, modulePath, modelPath: await resolveModel(model) };
      }
      case 'openai': {
        const { endpointUrl, endpointMaxMegabytes } = await settings();
        if (!endpointUrl) throw new TraxError('INVALID_INPUT', { reason: say('reason.noEndpoint') });
        return {
          engine,
          baseUrl: endpointUrl,
          apiKey: await apiKey(),
          model,
          maxUploadBytes: Math.floor(endpointMaxMegabytes * 1_000_000),
        };
      }
    }
  };
}

/** The ffmpeg to use. Throws FFMPEG_MISSING. */
export async function requireFfmpeg(settings: () => Promise<Settings>): Promise<string> {
  const found = findFfmpeg({ setting: (await settings()).ffmpegPath });
  if (!found) throw new TraxError('FFMPEG_MISSING');
  return found.path;
}
