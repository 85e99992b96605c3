import { createHash } from 'node:crypto';
import { copyFile, link, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A model as whisper-server can be told of it. Disposing removes what was made for that; loaded models stay loaded. */
interface PlacedModel extends AsyncDisposable {
  /** Where the server is to run. */
  readonly folder: string;
  /** What to give as its model. */
  readonly argument: string;
}

/**
 * On Windows the engine reads its arguments in the system's code page, in which a path such as C:\Users\Šimon is lost:
 * there it runs in the model's folder and gets a plain ASCII name, if need be of a link beside the model or of a copy.
 */
export async function placeModel(
  path: string,
  platform: NodeJS.Platform = process.platform,
): Promise<PlacedModel> {
  if (platform !== 'win32') return { folder: tmpdir(), argument: path, async [Symbol.asyncDispose]() {} };
  const name = basename(path);
  if (/^[ -~]+$/.test(name))
    return { folder: dirname(path), argument: name, async [Symbol.asyncDispose]() {} };
  return (await linkBeside(path)) ?? (await copyElsewhere(path));
}

function asciiName(path: string): string {
  return `trax-${createHash('sha256').update(path).digest('hex').slice(0, 16)}-${process.pid}.bin`;
}

async function linkBeside(path: string): Promise<PlacedModel | null> {
  const folder = dirname(path);
  const argument = asciiName(path);
  try {
    await rm(join(folder, argument), { force: true });
    await link(path, join(folder, argument));
  } catch {
    return null;
  }
  return { folder, argument, [Symbol.asyncDispose]: () => rm(join(folder, argument), { force: true }) };
}

/** For folders that cannot be written and disks without links. */
async function copyElsewhere(path: string): Promise<PlacedModel> {
  const folder = await mkdtemp(join(tmpdir(), 'trax-model-'));
  const argument = asciiName(path);
  await copyFile(path, join(folder, argument));
  return { folder, argument, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
