/** What an export is written into: a folder or an archive. Paths in it are relative, with `/`. */
export interface ExportTarget {
  /** Writes a file from its pieces; settles when all of them were taken. */
  write(path: string, pieces: AsyncIterable<Buffer>): Promise<void>;
  /** Copies a file of this computer; null where there is none to copy. */
  copy(path: string, from: string, options: CopyOptions): Promise<CopiedFile | null>;
  /** Writes the manifest, without which the rest is no export. */
  finish(path: string, manifest: string): Promise<void>;
}

export interface CopyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((count: number) => void) | undefined;
}

export interface CopiedFile {
  readonly size: number;
  readonly sha256: string;
  /** False where it was there already. */
  readonly isNew: boolean;
}
