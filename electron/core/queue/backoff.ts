const firstWaitSeconds = 2;
const longestWaitSeconds = 300;

/**
 * Seconds to wait before try number `attempt` (1 is the first retry): doubling, capped at five minutes, and spread
 * over the upper half so that items that failed together do not come back together.
 * @param chance a number in 0..1, e.g. Math.random()
 */
export function backoffSeconds(attempt: number, chance: number): number {
  const full = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (attempt - 1));
  return full / 2 + (full / 2) * chance;
}
