/** Where a command writes: its result to standard output, everything else to standard error. */
export interface Terminal {
  /** Writes to standard output; settles when the system has taken it, so that a slow reader slows the command down. */
  out(content: string | Uint8Array): Promise<void>;
  /** A line on standard error, above a status line where there is one. */
  say(line: string): void;
  /** Redraws the one status line at the foot of the terminal; nothing where standard error is no terminal. */
  status(line: string): void;
  /** Whether a person is watching standard error. */
  readonly isWatched: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
}

/** `onClosed` is called when nobody reads standard output any more (`trax list | head`). */
export function createTerminal(process: NodeJS.Process, onClosed: () => void): Terminal {
  const { stdout, stderr } = process;
  let shown = '';
  const swallowClosed = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    onClosed();
  };
  stdout.on('error', swallowClosed);
  stderr.on('error', swallowClosed);
  const clear = () => (shown === '' ? '' : '\r\u001b[2K');
  const isWatched = stderr.isTTY === true && process.env.TERM !== 'dumb';

  return {
    out: (content) =>
      new Promise((resolve) => {
        if (shown !== '' && stdout.isTTY) stderr.write(clear());
        stdout.write(content, () => resolve());
      }),
    say(line) {
      stderr.write(`${clear()}${line}\n${shown}`);
    },
    status(line) {
      if (!isWatched || line === shown) return;
      stderr.write(`${clear()}${line}`);
      shown = line;
    },
    isWatched,
    get columns() {
      return stderr.columns || 80;
    },
  };
}
