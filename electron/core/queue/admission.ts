import type { Hold } from '../../../shared/contract/computers.ts';

/** What a computer may spend on the recordings that it works on. */
export interface Budget {
  /** Recordings at the same time by its own recogniser. */
  readonly places: number;
  /** Threads for all of them together. */
  readonly threads: number;
  /** Processor cores that the computer has. */
  readonly cores: number;
  /** Megabytes for all of them together. */
  readonly memoryMb: number;
  /** Recordings at the same time that are sent to an endpoint, by all computers together. */
  readonly endpointPlaces: number;
  /** How many of those this core takes at most. */
  readonly ownEndpointPlaces: number;
}

/** What an item takes while it is worked on. */
export interface Load {
  readonly id: string;
  readonly recordingId: string;
  /** Whether somebody else's recogniser does the work. */
  readonly isRemote: boolean;
  readonly model: string | null;
  readonly threads: number;
  readonly memoryMb: number;
}

/** Whose recordings this computer can read, as far as they lie on others. */
export interface Reach {
  /** Ids of the other computers of this library. */
  readonly elsewhere: readonly string[];
  /** Those of them that let their recordings be fetched. */
  readonly sharing: readonly string[];
  /** Beginnings of paths on other computers that lead to a folder on this one. */
  readonly mapped: readonly string[];
}

/** Everything that decides what this computer may begin. */
export interface Situation {
  readonly budget: Budget;
  readonly hold: Hold | null;
  /** Megabytes that models were measured to need here. */
  readonly needs: Readonly<Record<string, number>>;
  /** Recordings at the same time that a model was found to allow here. */
  readonly most: Readonly<Record<string, number>>;
  /** Models that this computer was found not to have, although others do. */
  readonly lacking: readonly string[];
  readonly isEndpointBlocked: boolean;
  readonly reach: Reach;
}

/** What may be begun next, as the claim asks the database for it. */
export interface Gate {
  readonly takesLocal: boolean;
  readonly takesRemote: boolean;
  readonly endpointPlaces: number;
  /** Threads for a recording that is recognised here. */
  readonly threads: number;
  /** Processor cores of this computer, of which a batch may set its own share. */
  readonly cores: number;
  /** Megabytes that are left; null when nothing runs, for then anything may be tried. */
  readonly memoryLeftMb: number | null;
  readonly needs: Readonly<Record<string, number>>;
  /** What a model is taken to need that was not measured yet. */
  readonly needOfOthersMb: number;
  readonly barredModels: readonly string[];
  /** How many may be begun together of what takes one thread and next to no memory. */
  readonly lightAtOnce: number;
  /** Only what belongs to these recordings; null for all. */
  readonly recordings: readonly string[] | null;
  readonly reach: Reach;
}

/** The threads of each recording that is recognised here: never more in all than there are. */
export function threadsEach({ threads, places }: Budget): number {
  return Math.max(1, Math.floor(threads / places));
}

const localOf = <Held extends Load>(held: readonly Held[]) => held.filter((load) => !load.isRemote);
const sumOf = (loads: readonly Load[], of: (load: Load) => number) =>
  loads.reduce((sum, load) => sum + of(load), 0);

/**
 * What may be begun beside what is held; null for nothing. `begun` are the recordings that were worked on when somebody
 * wished to finish them and begin nothing new.
 */
export function gateOf(
  situation: Situation,
  held: readonly Load[],
  begun: readonly string[] = [],
): Gate | null {
  const { budget, hold, needs, most, lacking, reach } = situation;
  if (hold && hold.reason !== 'stopped') return null;
  const local = localOf(held);
  const threads = threadsEach(budget);
  const left = budget.threads - sumOf(local, (load) => load.threads);
  const isCrowded = local.some(({ model }) => model !== null && (most[model] ?? Infinity) <= local.length);
  const takesLocal = local.length < budget.places && (local.length === 0 || left >= threads) && !isCrowded;
  const takesRemote = !situation.isEndpointBlocked && held.length - local.length < budget.ownEndpointPlaces;
  if (!takesLocal && !takesRemote) return null;
  const crowding = Object.keys(most).filter((model) => (most[model] ?? Infinity) <= local.length);
  return {
    takesLocal,
    takesRemote,
    endpointPlaces: budget.endpointPlaces,
    threads,
    cores: budget.cores,
    memoryLeftMb: local.length === 0 ? null : budget.memoryMb - sumOf(local, (load) => load.memoryMb),
    needs,
    needOfOthersMb: Math.floor(budget.memoryMb / budget.places),
    barredModels: [...lacking, ...crowding],
    // A model that allows only so many recordings beside it may close the gate after any of them.
    lightAtOnce:
      takesLocal && Object.keys(most).length === 0
        ? Math.min(budget.places - local.length, left - threads + 1)
        : 1,
    recordings: hold ? begun : null,
    reach,
  };
}

/**
 * What has to go back to the queue, of what is held in the order of its beginning: everything when nothing may run now; the
 * youngest when there are more than places; and what has more threads than its share, to go on with fewer.
 */
export function toLetGo<Held extends Load>(situation: Situation, held: readonly Held[]): Held[] {
  const { budget, hold } = situation;
  if (hold && hold.reason !== 'stopped') return [...held];
  const local = localOf(held);
  const threads = threadsEach(budget);
  return local.filter((load, place) => place >= budget.places || load.threads > threads);
}

/** The situation of a computer that has nothing to consider but its places. For tests and benches. */
export function placesOnly(places: number): Situation {
  return {
    budget: {
      places,
      threads: places,
      cores: places,
      memoryMb: 1_000_000,
      endpointPlaces: 0,
      ownEndpointPlaces: 0,
    },
    hold: null,
    needs: {},
    most: {},
    lacking: [],
    isEndpointBlocked: false,
    reach: { elsewhere: [], sharing: [], mapped: [] },
  };
}
