import { migrations } from '../../../migrations/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import { newestMigration } from '../database/migrate.ts';
import type { Situation } from '../queue/admission.ts';
import { budgetOf, type Machine } from '../queue/budget.ts';
import type { Claim } from '../queue/claimQuery.ts';
import type { Endpoints } from '../queue/endpoints.ts';
import { holdOf } from '../queue/holds.ts';
import type { Surroundings } from '../queue/runner.ts';
import type { Footprints } from './footprints.ts';
import type { Presence } from './presence.ts';
import type { SharedRecordings } from './share.ts';

/** What a helper may not have, although the library's own computers do. */
const ownWants = ['MODEL_MISSING', 'ENGINE_MISSING', 'ENDPOINT_UNAUTHORIZED'];

/** Looks what this computer may work on now: settings, battery, hours, memory, versions, endpoints, other computers. */
export async function createSurroundings(options: {
  database: Database;
  settings(): Promise<Settings>;
  isOnBattery(): Promise<boolean>;
  machine: Machine;
  footprints: Footprints;
  presence: Presence;
  endpoints: Endpoints;
  share: SharedRecordings;
  version: string;
  /** Recordings at the same time, whatever the library's settings say. */
  concurrency?: number | undefined;
  /** Beginnings of other computers' paths that are mapped to folders here. */
  mapped: readonly string[];
}): Promise<Surroundings> {
  const { database, settings, machine, footprints, presence, endpoints, share, version, mapped } = options;
  const newest = migrations.at(-1)?.name ?? '';
  const lacking = new Set<string>();

  /** The version that looks after the library; this core's own where there is no difference. */
  async function libraryVersion(homeVersions: readonly string[]): Promise<string> {
    const schema = await newestMigration(database.orm);
    const [home] = homeVersions;
    if (schema !== newest) return home && home !== version ? home : schema;
    return presence.isHome || homeVersions.length === 0 || homeVersions.includes(version)
      ? version
      : (home ?? version);
  }

  async function situation(): Promise<Situation> {
    const wishes = await settings();
    const [{ needs, most }, others, isOnBattery, wait] = await Promise.all([
      footprints.load(),
      presence.others(),
      wishes.pauseOnBattery ? options.isOnBattery() : false,
      wishes.endpointUrl ? endpoints.waitOf(wishes.endpointUrl) : 0,
    ]);
    const own = { own: version, library: await libraryVersion(others.homeVersions) };
    return {
      budget: budgetOf(wishes, machine, options.concurrency),
      hold: holdOf(wishes, { isOnBattery, now: new Date(), version: own }),
      needs,
      most,
      lacking: [...lacking],
      isEndpointBlocked: wait > 0,
      // A server of its own is for this computer alone, whatever an earlier one was called.
      reach: database.isEmbedded
        ? { elsewhere: [], sharing: [], mapped }
        : { elsewhere: others.elsewhere, sharing: others.sharing, mapped },
    };
  }

  let now = await situation();
  return {
    get now() {
      return now;
    },

    async look(owner) {
      now = await situation();
      const { sharesRecordings, sharePort } = await settings();
      await share.follow(sharesRecordings && !database.isEmbedded ? sharePort : null);
      const { budget, hold } = now;
      await presence.beat(owner, {
        places: budget.places,
        hold,
        share: share.now,
        shareFailure: share.failure,
      });
    },

    async leavesToOthers(claim: Claim, failure: Failure) {
      await endpoints.heed(failure);
      if (presence.isHome || claim.model === null || !ownWants.includes(failure.code)) return false;
      lacking.add(claim.model);
      now = { ...now, lacking: [...lacking] };
      return true;
    },
  };
}
