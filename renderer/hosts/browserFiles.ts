import { archiveEnding } from '../../shared/contract/portability.ts';
import { transcriptEndings } from '../../shared/formats/parseTranscript.ts';
import { isRecordingName } from '../../shared/recordingName.ts';

/** Opens the browser's own file dialog; empty when it was dismissed. */
export function pickFiles(page: Document, kind: 'recordings' | 'folder' | 'model'): Promise<File[]> {
  const input = page.createElement('input');
  input.type = 'file';
  input.multiple = kind === 'recordings';
  input.webkitdirectory = kind === 'folder';
  if (kind === 'recordings')
    input.accept = [
      'audio/*',
      'video/*',
      ...[archiveEnding, ...transcriptEndings].map((ending) => `.${ending}`),
    ].join();
  if (kind === 'model') input.accept = '.bin,.onnx';
  // In the page until it is answered: browsers clear away what is nowhere, and what was chosen would never be heard of.
  input.hidden = true;
  page.body.append(input);
  return new Promise<File[]>((resolve) => {
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      resolve(kind === 'folder' ? files.filter((file) => isRecordingName(file.name)) : files);
    });
    input.click();
  }).finally(() => input.remove());
}

/** Saves a file the way the browser saves downloads. */
export function download(page: Document, file: File): void {
  const address = URL.createObjectURL(file);
  downloadFrom(page, address, file.name);
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves what an address gives the way the browser saves downloads. */
export function downloadFrom(page: Document, address: string, fileName: string): void {
  const anchor = page.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
}
