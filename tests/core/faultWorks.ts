import type { CoreProcess } from '../support/coreProcess.ts';
import type { Known } from './faultLedger.ts';
import { type FaultLibrary, jobEnded } from './faultLibrary.ts';
import type { Work } from './faultRounds.ts';

/** What has been acknowledged so far, as a work goes on. */
export type Ledger = { -readonly [Key in keyof Known]: Known[Key] };

type Run = (core: CoreProcess, library: FaultLibrary, ledger: Ledger, seed: number) => Promise<void>;

/** What each work does until it is struck or has ended; every answer that it gets goes into the ledger. */
export const runs: Record<Exclude<Work, 'migrate' | 'restore'>, Run> = {
  async import(core, library, ledger) {
    for (let batch = 0; batch < 3; batch++) {
      const paths = [await library.nextFile('noise'), await library.nextFile('noise')];
      const { createdIds } = await core.client.library.add({ paths });
      ledger.recordings = new Set([...ledger.recordings, ...createdIds]);
    }
  },

  async edit(core, { transcriptId, segmentIds }, ledger, seed) {
    for (let edit = 0; edit < 15; edit++) {
      const segment = segmentIds[(seed + edit) % segmentIds.length] ?? '';
      const text = `edit ${ledger.edits + 1} says ${seed}`;
      ledger.asked = { segment, text };
      const { sequence } = await core.client.transcripts.edit({
        transcriptId,
        command: { type: 'editText', id: segment, text },
      });
      ledger.edits = sequence;
      ledger.texts = new Map([...ledger.texts, [segment, text]]);
      ledger.asked = null;
    }
  },

  async transcribe(core, library, ledger) {
    const path = await library.nextFile('speech');
    const { createdIds } = await core.client.library.add({ paths: [path], priority: 100 });
    ledger.recordings = new Set([...ledger.recordings, ...createdIds]);
    const [id = ''] = createdIds;
    for (;;) {
      const { transcriptId, item } = await core.client.library.get({ id });
      if (transcriptId) {
        const { transcribedUntil, segmentCount } = await core.client.transcripts.get({ id: transcriptId });
        const reached = { until: transcribedUntil, segments: segmentCount };
        ledger.reached = new Map([...ledger.reached, [transcriptId, reached]]);
      }
      if (item?.task === 'transcribe' && ['done', 'failed'].includes(item.state)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },

  /** Of another library, whose contents `expectTakenIn` compares once it is whole. */
  async takeIn(core, { given }) {
    await core.client.portability.importLibrary({ folder: given.folder });
  },

  async backup(core, _library, ledger) {
    await core.client.backups.start({});
    await jobEnded(core);
    const { backups } = await core.client.backups.list();
    ledger.newestBackup = backups[0]?.finishedAt ?? '';
  },
};
