/** Between two items the computer stays awake for a while. Milliseconds. */
const lingering = 10_000;

/** Keeps the computer awake while there is work, and a little longer; `keepAwake` holds until what it gives is disposed. */
export function createWakefulness(keepAwake: () => Disposable, linger = lingering) {
  let held: Disposable | null = null;
  let timer: NodeJS.Timeout | null = null;

  function release() {
    if (timer) clearTimeout(timer);
    timer = null;
    held?.[Symbol.dispose]();
    held = null;
  }

  return {
    work(isThere: boolean) {
      if (timer) clearTimeout(timer);
      timer = null;
      if (isThere) held ??= keepAwake();
      else if (held) timer = setTimeout(release, linger).unref();
    },
    [Symbol.dispose]: release,
  };
}
