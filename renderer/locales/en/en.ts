import { common } from './common.ts';
import { data } from './data.ts';
import { exports } from './exports.ts';
import { ingest } from './ingest.ts';
import { library } from './library.ts';
import { queue } from './queue.ts';
import { settings } from './settings.ts';
import { transcript } from './transcript.ts';

/** Everything that the page says, in English. Titles of actions and sentences of failures stand in `shared/`. */
export const en = {
  ...common,
  ...ingest,
  ...queue,
  ...library,
  ...transcript,
  ...exports,
  ...settings,
  ...data,
};
