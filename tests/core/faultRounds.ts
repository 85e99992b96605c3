import fc from 'fast-check';

/** What is going on when something is killed. */
export const works = ['import', 'transcribe', 'edit', 'backup', 'restore', 'migrate', 'takeIn'] as const;
export type Work = (typeof works)[number];

/** What is killed: the core, PostgreSQL as a whole, one session of it, or core and PostgreSQL together. */
const victims = ['core', 'database', 'session', 'everything'] as const;
export type Victim = (typeof victims)[number];

export interface Round {
  readonly number: number;
  readonly work: Work;
  readonly victim: Victim;
  /** How far the work is when the blow falls, as a share of the time that it takes; above 1 it has just ended. */
  readonly when: number;
  /** What else is random in the round. */
  readonly seed: number;
}

/** Works by how often they come: what takes long comes seldom, so that a short run is short. */
const frequency: Record<Work, number> = {
  import: 3,
  edit: 5,
  transcribe: 4,
  backup: 3,
  restore: 2,
  migrate: 2,
  takeIn: 1,
};

/** So many rounds, the same for the same seed. Every twenty have each kind of work as often as its frequency says. */
export function planRounds(count: number, seed: number): Round[] {
  const all = works.flatMap((work) => Array<Work>(frequency[work]).fill(work));
  const twenties = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
    seed,
    numRuns: Math.ceil(count / all.length),
  });
  const blows = fc.sample(
    fc.record({
      victim: fc.constantFrom(...victims),
      // Without the love of limits that finds other bugs: every moment is as good as any other.
      when: fc.noBias(fc.integer({ min: 0, max: 110 })).map((percent) => percent / 100),
      seed: fc.noBias(fc.nat()),
    }),
    { seed, numRuns: count },
  );
  const order = twenties.flat();
  return blows.map((blow, index) => ({ number: index + 1, work: order[index] ?? 'edit', ...blow }));
}
