import { type BatchOutcome, outcomeWords } from './endedBatches.ts';

/** What the desktop itself says, beside the titles of actions: in its menu, in the system's dialogs, and in notifications. */
export interface DesktopWords {
  readonly menu: Readonly<Record<'file' | 'edit' | 'view' | 'queue' | 'transcript' | 'help', string>>;
  /** What Electron calls its own entries, where that is not this language. */
  readonly roles: Readonly<Record<string, string>>;
  /** The titles of the dialogs in which files and folders are chosen. */
  readonly pick: Readonly<Record<'recordings' | 'folder' | 'place' | 'model', string>>;
  readonly models: string;
  readonly allFiles: string;
  /** How a batch ended, behind its name. */
  readonly end: Readonly<Record<BatchOutcome, string>>;
  transcribed(count: number): string;
  failed(count: number): string;
  waitForModel(count: number): string;
  cancelled(count: number): string;
  /** `percent` 0 to 100 */
  carryOver(from: number, to: number, percent: number): string;
  readonly cannotStart: string;
}

export const english: DesktopWords = {
  menu: { file: 'File', edit: 'Edit', view: 'View', queue: 'Queue', transcript: 'Transcript', help: 'Help' },
  roles: {},
  pick: {
    recordings: 'Add recordings',
    folder: 'Add a folder',
    place: 'Choose a folder',
    model: 'Import a model',
  },
  models: 'Models',
  allFiles: 'All files',
  end: outcomeWords,
  transcribed: (count) => `${count} ${count === 1 ? 'recording' : 'recordings'} transcribed`,
  failed: (count) => `${count} failed`,
  waitForModel: (count) => `${count} waiting for a model`,
  cancelled: (count) => `${count} cancelled`,
  carryOver: (from, to, percent) =>
    `Trax: carrying the library over from PostgreSQL ${from} to ${to}, ${percent} %`,
  cannotStart: 'Trax cannot start',
};
