import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { type ExportFormat, type ExportOptions, exportFormats } from '../../../shared/contract/exports.ts';
import { numberedFileName } from '../../../shared/formats/fileName.ts';
import { extensionOf, formats } from '../../../shared/formats/formats.ts';

/** Where results go, as `--out` says it. */
export type Output =
  | { readonly kind: 'stdout' }
  /** Beside each recording. */
  | { readonly kind: 'beside' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string };

/** Reads `--out`: `-` is standard output; a folder is one that is there, or ends like one, or takes several files. */
export async function parseOutput(out: string | undefined, fileCount: number): Promise<Output> {
  if (out === undefined) return { kind: 'beside' };
  if (out === '-') return { kind: 'stdout' };
  const path = resolve(out);
  const isFolder = /[\\/]$/.test(out) || fileCount > 1 || (await stat(path).catch(() => null))?.isDirectory();
  return { kind: isFolder ? 'folder' : 'file', path };
}

/** The format to write: what was asked for, else what the file's name says, else plain text. */
export function chooseFormat(asked: ExportFormat | undefined, output: Output): ExportFormat {
  if (asked) return asked;
  const extension = output.kind === 'file' ? extname(output.path).slice(1).toLowerCase() : '';
  return exportFormats.find((format) => formats[format].extension === extension) ?? 'txt';
}

/**
 * The file for a recording's result: named like the recording. What is there already is kept, and the next number taken,
 * unless it was named itself or `force` is given; what this command wrote before (`written`) is never replaced.
 */
export async function destinationFor(
  source: string,
  { format, options }: { format: ExportFormat; options: Partial<ExportOptions> },
  output: Exclude<Output, { kind: 'stdout' }>,
  { force, written }: { force: boolean; written: ReadonlySet<string> },
): Promise<string> {
  if (output.kind === 'file') return output.path;
  const folder = output.kind === 'folder' ? output.path : dirname(source);
  const extension = extensionOf(format, options);
  const stem = basename(source, extname(source)) || basename(source);
  const name = `${stem}.${extension}`;
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : numberedFileName(name, number));
    const mayReplace = force && path !== resolve(source);
    const isTaken = written.has(path) || (!mayReplace && (await exists(path)));
    if (!isTaken) return path;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A path as people like to read it: relative where that is shorter. */
export function shortPath(path: string, from = process.cwd()): string {
  return path.startsWith(from + sep) ? path.slice(from.length + 1) : path;
}
