/** How far a recording is, 0..1, how fast it goes (seconds of recording a second), and how long it will take (seconds). */
export interface Reading {
  readonly progress: number;
  readonly speed: number | null;
  readonly secondsLeft: number | null;
}

export type Speedometer = ReturnType<typeof createSpeedometer>;

/** Measures how fast a recording is worked through and how long the rest will take. */
export function createSpeedometer(duration: number | null, resumeAt: number, now = () => performance.now()) {
  let startedAt = now();
  let reached = resumeAt;

  return {
    /** Recognition begins now; what was done before does not count for the speed. */
    start() {
      startedAt = now();
    },
    /** Everything before this second is done. */
    reach(second: number) {
      reached = second;
    },
    read(): Reading {
      const elapsed = (now() - startedAt) / 1000;
      const done = reached - resumeAt;
      const speed = done > 0 && elapsed > 0 ? done / elapsed : null;
      return {
        progress: duration ? Math.min(1, reached / duration) : 0,
        speed,
        secondsLeft: duration && speed ? Math.max(0, duration - reached) / speed : null,
      };
    },
  };
}
