import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { modelsContract } from '../../../shared/contract/models.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Check } from '../../../shared/contract/system.ts';
import { say } from '../../../shared/sentences.ts';
import { isUsable } from '../../../shared/usableModel.ts';
import { findElectron } from '../tools/electron.mjs';
import { findFfmpeg } from '../tools/ffmpeg.mjs';
import { findWhisperNode, findWhisperServer, whisperNodeVersion, whisperVersion } from '../tools/whisper.mjs';

export type ModelList = z.infer<NonNullable<(typeof modelsContract)['list']['~orpc']['outputSchema']>>;

/** Enough for a day of uploads, peaks and the database, in bytes. */
const littleRoom = 2 * 1024 ** 3;

/** What Trax needs or uses, what of it was found, and what to do about the rest. */
export async function examine(found: {
  settings: Settings;
  models: ModelList;
  resources: string;
  dataFolder: string;
  freeBytes: number;
  database: { version: string; isEmbedded: boolean };
}): Promise<Check[]> {
  const { settings, models, dataFolder, freeBytes, database } = found;
  return [
    {
      name: 'Node.js',
      state: 'ok',
      found: say('doctor.at', { what: process.version, path: process.execPath }),
      advice: null,
    },
    await ffmpegCheck(settings),
    recogniserCheck(found.resources),
    modelCheck(models, settings),
    speechCheck(models),
    {
      name: say('doctor.database'),
      state: 'ok',
      found: say(database.isEmbedded ? 'doctor.builtIn' : 'doctor.ownServer', { version: database.version }),
      advice: null,
    },
    {
      name: say('doctor.dataFolder'),
      state: freeBytes < littleRoom ? 'warning' : 'ok',
      found: say('doctor.freeSpace', { path: dataFolder, gigabytes: Math.round(freeBytes / 1e9) }),
      advice: freeBytes < littleRoom ? say('doctor.littleRoom') : null,
    },
    windowCheck(),
  ];
}

async function ffmpegCheck({ ffmpegPath }: Settings): Promise<Check> {
  const ffmpeg = findFfmpeg({ setting: ffmpegPath });
  const advice = say('doctor.getFfmpeg');
  if (!ffmpeg) return { name: 'ffmpeg', state: 'missing', found: say('doctor.notFound'), advice };
  try {
    const { stdout } = await promisify(execFile)(ffmpeg.path, ['-version']);
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? '?';
    return {
      name: 'ffmpeg',
      state: 'ok',
      found: say('doctor.at', { what: version, path: ffmpeg.path }),
      advice: null,
    };
  } catch (error) {
    return {
      name: 'ffmpeg',
      state: 'missing',
      found: say('doctor.doesNotStart', { path: ffmpeg.path, reason: String(error) }),
      advice,
    };
  }
}

function recogniserCheck(resources: string): Check {
  const name = say('doctor.recogniser');
  const server = findWhisperServer({ resources });
  if (server)
    return {
      name,
      state: 'ok',
      found: say('doctor.at', { what: `whisper.cpp ${whisperVersion}`, path: server }),
      advice: null,
    };
  const fallback = findWhisperNode();
  if (fallback) {
    return {
      name,
      state: 'warning',
      found: say('doctor.at', { what: `whisper.node ${whisperNodeVersion}`, path: fallback }),
      advice: say('doctor.slowRecogniser'),
    };
  }
  return {
    name,
    state: 'missing',
    found: say('doctor.notFound'),
    advice: say('doctor.getRecogniser'),
  };
}

function modelCheck({ models, recommended }: ModelList, { engine, endpointUrl }: Settings): Check {
  const name = say('doctor.model');
  const usable = models.filter(isUsable);
  const own = usable.filter((model) => model.source !== 'sample');
  if (own.length > 0)
    return { name, state: 'ok', found: own.map((model) => model.name).join(', '), advice: null };
  if (engine === 'openai' && endpointUrl)
    return { name, state: 'ok', found: say('doctor.modelAt', { url: endpointUrl }), advice: null };
  return {
    name,
    state: 'missing',
    found: say(usable.length > 0 ? 'doctor.onlySample' : 'doctor.noModel'),
    advice: say('doctor.getModel', { model: recommended.name }),
  };
}

function speechCheck({ models }: ModelList): Check {
  const name = say('doctor.voiceActivity');
  const model = models.find(
    (candidate) => candidate.task === 'voice-activity' && candidate.path && !candidate.damage,
  );
  if (model?.path) return { name, state: 'ok', found: model.path, advice: null };
  return {
    name,
    state: 'warning',
    found: say('doctor.energyDetector'),
    advice: say('doctor.getVoiceActivity'),
  };
}

function windowCheck(): Check {
  const electron = findElectron();
  const name = say('doctor.window');
  if (electron) return { name, state: 'ok', found: electron, advice: null };
  return { name, state: 'warning', found: say('doctor.browser'), advice: say('doctor.noWindow') };
}
