const firstWaitSeconds = 2;
const longestWaitSeconds = 300;
const longestAskedSeconds = 86_400;

/**
 * Seconds to wait before try number `attempt` (1 is the first retry): doubling, capped at five minutes, and spread
 * over the upper half so that items that failed together do not come back together.
 * A server that asks for a longer wait gets it, up to a day.
 * @param chance a number in 0..1, e.g. Math.random()
 * @param asked seconds that the failure itself asks for (`details.retryAfter`)
 */
export function backoffSeconds(attempt: number, chance: number, asked = 0): number {
  const full = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (attempt - 1));
  return Math.max(full / 2 + (full / 2) * chance, Math.min(asked, longestAskedSeconds));
}
