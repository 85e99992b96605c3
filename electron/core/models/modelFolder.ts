import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { modelTitle } from '../../../shared/modelTitle.ts';
import { type Said, say } from '../../../shared/sentences.ts';
import { type CatalogueModel, catalogue } from './catalogue.ts';
import { readHeader } from './header.ts';

/** A folder that may hold models. */
export interface ModelFolder {
  readonly path: string;
  /** Trax writes only to its own. */
  readonly isReadOnly: boolean;
  /** The bundled sample, which knows a few words only. */
  readonly isSample: boolean;
}

/** A model file as it was found. */
export interface ModelFile {
  readonly name: string;
  readonly file: string;
  readonly path: string;
  readonly size: number;
  readonly task: CatalogueModel['task'];
  readonly languages: CatalogueModel['languages'];
  /** Why it cannot be used, in a few words; null when nothing speaks against it. */
  readonly damage: Said | null;
  readonly folder: ModelFolder;
}

/** Why a file cannot be used, or what it knows. */
type Judgement =
  | { readonly damage: Said }
  | { readonly damage: null; readonly languages: CatalogueModel['languages'] };

/** What a model file is called: by the catalogue, else `NAME` of `ggml-NAME.bin`, else its file name. */
export function modelName(file: string): string {
  const known = catalogue.find((model) => model.file === file);
  return known?.name ?? modelTitle(file);
}

/** Every model file in a folder by name, damaged ones with the reason. A folder that is not there is empty. */
export async function listModelFiles(folder: ModelFolder): Promise<ModelFile[]> {
  const names = await readdir(folder.path).catch((error: NodeJS.ErrnoException) => {
    // A folder that is only read may come and go with a drive or its rights; what is in the others counts.
    if (folder.isReadOnly || error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw new TraxError('FILE_NOT_READABLE', { path: folder.path }, { cause: error });
  });
  const found = await Promise.all(
    names
      .filter((name) => !name.startsWith('.') && (name.endsWith('.bin') || isKnown(name)))
      .sort()
      .map((name) => inspectModelFile(join(folder.path, name), folder)),
  );
  return found.filter((file) => file !== null);
}

function isKnown(file: string): boolean {
  return catalogue.some((model) => model.file === file);
}

/**
 * Looks at a model file: header, plausibility, size. Cheap: the weights are not read, save those of the small voice
 * activity model. Null where there is no file.
 */
export async function inspectModelFile(path: string, folder: ModelFolder): Promise<ModelFile | null> {
  const file = basename(path);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) return null;
  const known = catalogue.find((model) => model.file === file);
  const judged = known?.task === 'voice-activity' ? await compare(path, known) : await judge(path, size);
  return {
    name: modelName(file),
    file,
    path,
    size,
    task: known?.task ?? 'transcription',
    languages: known?.languages ?? ('languages' in judged ? judged.languages : 'many'),
    damage: judged.damage ?? (known ? wrongSize(known, size) : null),
    folder,
  };
}

/** Nobody catches a damaged voice activity model later: it ends the process that loads it, at every recording. */
async function compare(path: string, { sha256, languages }: CatalogueModel): Promise<Judgement> {
  try {
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    return digest === sha256 ? { damage: null, languages } : { damage: say('models.damage.checksum') };
  } catch {
    return { damage: say('models.damage.unreadable') };
  }
}

async function judge(path: string, size: number): Promise<Judgement> {
  let header: Awaited<ReturnType<typeof readHeader>>;
  try {
    header = await readHeader(path);
  } catch {
    return { damage: say('models.damage.unreadable') };
  }
  if ('damage' in header) return header;
  if (size < header.smallestSize) return { damage: say('models.damage.cut') };
  return { damage: null, languages: header.isMultilingual ? 'many' : ['en'] };
}

function wrongSize(known: CatalogueModel, size: number): Said | null {
  if (known.size === null || known.size === size) return null;
  return say('models.damage.size', { size, expected: known.size });
}
