/** The least that the ends of the range are apart from the middle: speeds vary from recording to recording. */
const leastDoubt = 0.1;

/**
 * Seconds that the rest will take, as a range.
 * @param work `audio`: seconds of recordings that are left; `atOnce`: recordings that are worked on now; `slow`, `fast`: the
 * tenth and ninetieth percentile of the measured speeds, in seconds of recording per second
 */
export function timeLeft(work: {
  audio: number | null;
  atOnce: number;
  slow: number | null;
  fast: number | null;
}): { from: number; to: number } | null {
  const { audio, atOnce, slow, fast } = work;
  if (audio === null || atOnce === 0 || !slow || !fast) return null;
  const shortest = audio / (atOnce * fast);
  const longest = audio / (atOnce * slow);
  const middle = (shortest + longest) / 2;
  return {
    from: Math.min(shortest, middle * (1 - leastDoubt)),
    to: Math.max(longest, middle * (1 + leastDoubt)),
  };
}
