import type { ContractRouterClient } from '@orpc/contract';
import type { StoreApi } from 'zustand/vanilla';
import type { ActionId } from '../shared/actions.ts';
import type { Contract } from '../shared/contract/contract.ts';
import type { Failure } from '../shared/errors.ts';

export type Client = ContractRouterClient<Contract>;

/** `connecting` before the first answer; `lost` while a broken connection is made again. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

/** A file that the person gave, and where the core finds it now, or why it does not. */
export type HandedOver = { file: File; path: string } | { file: File; failure: Failure };

export interface HandOverOptions {
  /** Called with the file's place in the list and how much of it is over there, 0..1. */
  onProgress(index: number, fraction: number): void;
  signal: AbortSignal;
}

/** What the menu chose, and files that the system asked to open. */
export type HostCommand =
  | { type: 'action'; id: ActionId }
  | { type: 'open-paths'; paths: string[] }
  | { type: 'open-recording'; id: string; at: number | null };

/** What the page needs of the program that it lives in: a window of the desktop application, or a browser. */
export interface Host {
  readonly kind: 'desktop' | 'web';
  readonly client: Client;
  readonly connection: StoreApi<ConnectionState>;
  /** True where files have to be copied to the core before it can read them. */
  readonly uploads: boolean;

  /** The files in a drop. Call it in the drop event itself: the browser forgets them afterwards. */
  filesOf(drop: DataTransfer): Promise<File[]>;
  /** Makes files readable for the core, and gives their paths in the same order. Rejects only when aborted. */
  pathsOf(files: readonly File[], options: HandOverOptions): Promise<HandedOver[]>;
  /** Asks for recordings, a folder of them, or a model; nothing when the person changed their mind. */
  pick(kind: 'recordings' | 'folder' | 'model'): Promise<Picked>;
  /** Writes an exported transcript to where the person says; null when they changed their mind. */
  saveDocument(document: ExportedDocument): Promise<string | null>;

  /** Asks for one folder to write to or read from; null where folders are typed, and when the person changed their mind. */
  readonly pickFolder: (() => Promise<string | null>) | null;
  /** Writes recordings with all that belongs to them into a file where the person says; null when they changed their mind. */
  saveCopy(copy: CopyOfRecordings): Promise<string | null>;

  /** An address that opens a recording at a second, from anywhere on this computer. */
  linkTo(recordingId: string, at: number): string;
  mediaUrl(recordingId: string): string;
  peaksUrl(recordingId: string): string;
  /** Shows a file in the system's file manager; null where that is not possible. */
  readonly reveal: ((path: string) => Promise<void>) | null;
  /** Notifications of the system that the page itself has to show; null where the host does that. */
  readonly notices: Notices | null;
  /** Tells the menu the page's language and the keys that people gave to actions; null where there is no menu. */
  readonly describeMenu: ((words: MenuWords) => Promise<void>) | null;
  /** Has the spelling looked at in a language (ISO 639-1); null where the browser decides. */
  readonly checkSpelling: ((language: string) => Promise<void>) | null;
  /** Runs until aborted. */
  followCommands(onCommand: (command: HostCommand) => void, signal: AbortSignal): Promise<void>;
}

/** How the menu of the system speaks. */
export interface MenuWords {
  language: string;
  shortcuts: Record<string, string[]>;
}

/** Notifications that are seen while the person looks elsewhere. */
export interface Notices {
  /** Whether the person was not asked yet. */
  readonly mayAsk: boolean;
  /** Asks for leave; only in answer to a gesture. */
  ask(): Promise<boolean>;
  /** Shows one, if there is leave; another of the same tag takes its place. */
  show(notice: { tag: string; title: string; body: string }): void;
}

/** Picked things are paths where the system's own dialog gave them, else files to hand over. */
export type Picked = { paths: string[] } | { files: File[] };

/** Recordings to be written into one file: by the core to a path, or by the browser as a download. */
export interface CopyOfRecordings {
  ids: readonly string[];
  /** With the recordings themselves. */
  media: boolean;
  fileName: string;
  saveTo(path: string): Promise<unknown>;
}

/** A transcript to be written: the core writes it to a path, a browser saves what is rendered. */
export interface ExportedDocument {
  /** What the file is to be called. */
  name(): Promise<string>;
  /** The whole of it; what is no text comes as Base64. */
  render(): Promise<{ fileName: string; mediaType: string; content: string; isBase64: boolean }>;
  /** Has the core write the same document to an absolute path. */
  saveTo(path: string): Promise<unknown>;
}
