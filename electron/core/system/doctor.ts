import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { modelsContract } from '../../../shared/contract/models.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Check } from '../../../shared/contract/system.ts';
import { formatBytes } from '../../../shared/formats/bytes.ts';
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
    { name: 'Node.js', state: 'ok', found: `${process.version} at ${process.execPath}`, advice: null },
    await ffmpegCheck(settings),
    recogniserCheck(found.resources),
    modelCheck(models, settings),
    speechCheck(models),
    {
      name: 'Database',
      state: 'ok',
      found: `PostgreSQL ${database.version}, ${database.isEmbedded ? 'built in' : 'from DATABASE_URL'}`,
      advice: null,
    },
    {
      name: 'Data folder',
      state: freeBytes < littleRoom ? 'warning' : 'ok',
      found: `${dataFolder}, ${formatBytes(freeBytes)} free`,
      advice: freeBytes < littleRoom ? 'Make room on this disk, or move the folder with TRAX_HOME.' : null,
    },
    windowCheck(),
  ];
}

async function ffmpegCheck({ ffmpegPath }: Settings): Promise<Check> {
  const ffmpeg = findFfmpeg({ setting: ffmpegPath });
  const advice = 'Install ffmpeg, or set FFMPEG_PATH to where it is.';
  if (!ffmpeg) return { name: 'ffmpeg', state: 'missing', found: 'not found', advice };
  try {
    const { stdout } = await promisify(execFile)(ffmpeg.path, ['-version']);
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'of an unknown version';
    return {
      name: 'ffmpeg',
      state: 'ok',
      found: `${version} at ${ffmpeg.path} (${ffmpeg.source})`,
      advice: null,
    };
  } catch (error) {
    return { name: 'ffmpeg', state: 'missing', found: `${ffmpeg.path} does not start: ${error}`, advice };
  }
}

function recogniserCheck(resources: string): Check {
  const name = 'Recogniser';
  const server = findWhisperServer({ resources });
  if (server) return { name, state: 'ok', found: `whisper.cpp ${whisperVersion} at ${server}`, advice: null };
  const fallback = findWhisperNode();
  if (fallback) {
    return {
      name,
      state: 'warning',
      found: `whisper.node ${whisperNodeVersion} at ${fallback}`,
      advice:
        'It is up to fifteen times slower and gives no probabilities. Install cmake and a C++ compiler, then run the set-up again.',
    };
  }
  return {
    name,
    state: 'missing',
    found: 'not found',
    advice: 'Install cmake and a C++ compiler, then run the set-up again.',
  };
}

function modelCheck({ models, recommended }: ModelList, { engine, endpointUrl }: Settings): Check {
  const name = 'Model';
  const usable = models.filter((model) => model.task === 'transcription' && model.path && !model.damage);
  const own = usable.filter((model) => model.source !== 'sample');
  if (own.length > 0)
    return { name, state: 'ok', found: own.map((model) => model.name).join(', '), advice: null };
  if (engine === 'openai' && endpointUrl)
    return { name, state: 'ok', found: `at ${endpointUrl}`, advice: null };
  return {
    name,
    state: 'missing',
    found: usable.length > 0 ? 'only the sample, which knows a few words' : 'none',
    advice: `Download one: trax models download ${recommended.name}. ${recommended.reason}`,
  };
}

function speechCheck({ models }: ModelList): Check {
  const name = 'Voice activity';
  const model = models.find(
    (candidate) => candidate.task === 'voice-activity' && candidate.path && !candidate.damage,
  );
  if (model?.path) return { name, state: 'ok', found: model.path, advice: null };
  return {
    name,
    state: 'warning',
    found: 'energy detector',
    advice:
      'The voice-activity model comes with the first model that is downloaded; it finds pauses better in noise.',
  };
}

function windowCheck(): Check {
  const electron = findElectron();
  return electron
    ? { name: 'Window', state: 'ok', found: electron, advice: null }
    : {
        name: 'Window',
        state: 'warning',
        found: 'the browser',
        advice: 'Electron was not downloaded; Trax opens in the browser instead.',
      };
}
