/** Everything goes to stderr: stdout belongs to the command that the set-up runs before. */
const terminal = process.stderr.isTTY;

/** A sentence for people. */
export function say(/** @type {string} */ sentence) {
  process.stderr.write(`${terminal ? '\r\x1b[K' : ''}${sentence}\n`);
}

/**
 * One line for something long: on a terminal it is rewritten as the work goes on, elsewhere it is written once at the start
 * and once at the end.
 * @param {string} what such as `Building the recogniser`
 */
export function announce(what) {
  const started = Date.now();
  let shown = '';
  process.stderr.write(terminal ? `${what} ...` : `${what} ...\n`);
  return {
    /** @param {string} howFar such as `45 %` */
    progress(howFar) {
      if (!terminal || howFar === shown) return;
      shown = howFar;
      process.stderr.write(`\r\x1b[K${what} ... ${howFar}`);
    },
    /** @param {string} [outcome] */
    done(outcome = 'done') {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stderr.write(`${terminal ? '\r\x1b[K' : ''}${what}: ${outcome} (${seconds} s)\n`);
    },
  };
}
