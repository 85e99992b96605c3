import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { Reason } from '../../shared/sentences.ts';

/** What the core needs of the process that it lives in. Desktop, web and command line each give one; tests too. */
export interface Host {
  readonly name: 'desktop' | 'web' | 'cli';
  readonly folders: Folders;
  /** Starts a worker process that answers `workerContract` on its port. */
  forkWorker(): WorkerProcess;
  readonly secrets: SecretStore;
  /** A page (HTML that loads nothing) as PDF. Throws PDF_NEEDS_BROWSER, PDF_FAILED. */
  printPage(html: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Keeps the computer from falling asleep until disposed, where that is possible. */
  keepAwake(): Disposable;
  /** Whether the computer runs on its battery; false where nobody can say. */
  isOnBattery(): Promise<boolean>;
  readonly log: Log;
  /**
   * Closes the core, runs something while nothing here uses its data, and opens it again where the data is then. Null where the
   * host cannot.
   */
  readonly reopen: ((meanwhile: () => Promise<void>) => void) | null;
}

export interface Folders {
  /** The folder that TRAX_HOME or the system names: the data folder, unless that was moved from there. Absolute. */
  readonly home: string;
  /** Everything that Trax keeps: database, models, uploads, peaks, logs. Absolute. */
  readonly data: string;
  /** What ships with the application: the sample, and the packaged recogniser. Absolute. */
  readonly resources: string;
  /** Further model folders that are only read (TRAX_MODELS_DIR). Absolute. */
  readonly readOnlyModels: readonly string[];
}

/** A worker process, whichever way it was started (`child_process.fork` or Electron's `utilityProcess`). */
export interface WorkerProcess {
  /** Known when it has answered once; 0 before, since Electron tells it only after the start. */
  readonly pid: number;
  /** Carries oRPC messages. It emits `close` when the process is gone, so that pending calls are rejected. */
  readonly port: SupportedMessagePort;
  /** Settles when the process has ended, with how: "signal SIGKILL", "exit status 255". */
  readonly ended: Promise<Reason>;
  /** Ends the process at once. */
  kill(): void;
}

/** Keeps API keys: the system's key store, or a file that only the user may read. */
export interface SecretStore {
  readonly kind: 'system' | 'file';
  get(name: string): Promise<string | null>;
  set(name: string, value: string | null): Promise<void>;
}

/** Writes lines for developers. Never passwords, keys, or what people said. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, error: unknown): void;
}
