import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Check, systemContract } from '../../../shared/contract/system.ts';
import { TraxError } from '../../../shared/errors.ts';
import { isUsable } from '../../../shared/usableModel.ts';
import type { Database } from '../database/database.ts';
import type { Host } from '../host.ts';
import type { Library } from '../library/library.ts';
import { findFfmpeg } from '../tools/ffmpeg.mjs';
import { findWhisperNode, findWhisperServer } from '../tools/whisper.mjs';
import { examine, type ModelList } from './doctor.ts';

type Info = z.infer<NonNullable<(typeof systemContract)['info']['~orpc']['outputSchema']>>;

const sampleRecording = 'meeting2.wav';
const sampleModel = 'ggml-trax-test.en.bin';

/** What this computer offers, what is missing, and the sample that works without anything else. */
export function createSystem(options: {
  host: Host;
  database: Database;
  library: Library;
  settings(): Promise<Settings>;
  models(): Promise<ModelList>;
  /** Recordings that are worked on at the same time. */
  places(): Promise<number>;
}) {
  const { host, database, library, settings, models, places } = options;
  const { data, resources } = host.folders;
  const samplePath = join(resources, 'sample', sampleRecording);

  async function freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(data);
    return bavail * bsize;
  }

  return {
    async info(): Promise<Info> {
      return {
        version: packageJson.version,
        host: host.name,
        dataFolder: data,
        platform: process.platform,
        freeBytes: await freeBytes(),
        samplePath: existsSync(samplePath) ? samplePath : null,
        readiness: readiness(await settings(), await models(), resources),
        workers: await places(),
        isShared: !database.isEmbedded,
      };
    },

    async doctor(): Promise<Check[]> {
      const [row] = await database.orm.em.fork().execute<{ server_version: string }[]>('show server_version');
      return examine({
        settings: await settings(),
        models: await models(),
        resources,
        dataFolder: data,
        freeBytes: await freeBytes(),
        database: { version: row?.server_version ?? '', isEmbedded: database.isEmbedded },
      });
    },

    async trySample(): Promise<{ recordingId: string }> {
      const added = await library.add({
        paths: [samplePath],
        priority: 0,
        afterwards: afterwardsSchema.parse({}),
        options: {
          engine: 'whisper.cpp',
          model: join(resources, 'sample', sampleModel),
          language: 'en',
          translate: false,
        },
      });
      const [recording] = added.recordings;
      if (!recording) throw new TraxError('FILE_NOT_FOUND', { path: samplePath });
      return { recordingId: recording.id };
    },
  };
}

function readiness(settings: Settings, { models }: ModelList, resources: string): Info['readiness'] {
  if (!findFfmpeg({ setting: settings.ffmpegPath })) return 'no-ffmpeg';
  if (settings.engine === 'openai') return settings.endpointUrl ? 'ready' : 'no-endpoint';
  if (!findWhisperServer({ resources }) && !findWhisperNode()) return 'no-engine';
  const hasModel = models.some((model) => isUsable(model) && model.source !== 'sample');
  return hasModel ? 'ready' : 'no-model';
}
