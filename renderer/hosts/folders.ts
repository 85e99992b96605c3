import { isRecordingName } from '../../shared/recordingName.ts';

/** The files of a drop, folders walked to their ends, in the order of their names. */
export async function filesInDrop(drop: DataTransfer): Promise<File[]> {
  // Entries have to be asked for before the first await: afterwards the drop is empty. What never was on a disk has none.
  const entries = [...drop.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: File[] = [];
  for (const entry of entries) {
    if (entry === null) continue;
    if (entry instanceof File) files.push(entry);
    else if (isFile(entry)) files.push(await fileOf(entry));
    else await walk(entry, files);
  }
  return files;
}

async function walk(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (isFile(entry)) {
    if (isRecordingName(entry.name)) files.push(await fileOf(entry));
  } else if (isFolder(entry)) {
    const inside = await entriesOf(entry);
    inside.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    for (const each of inside) await walk(each, files);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred entries at a time, until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
