import { actions } from '../../../shared/locales/de/actions.ts';
import { errors } from '../../../shared/locales/de/errors.ts';
import { sentences } from '../../../shared/locales/de/sentences.ts';
import type { en } from '../en/en.ts';
import { automation } from './automation.ts';
import { common } from './common.ts';
import { computers } from './computers.ts';
import { data } from './data.ts';
import { dataFolder } from './dataFolder.ts';
import { editorParts } from './editor.ts';
import { exports } from './exports.ts';
import { imports } from './imports.ts';
import { ingest } from './ingest.ts';
import { library } from './library.ts';
import { palette } from './palette.ts';
import { portability } from './portability.ts';
import { queue } from './queue.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { transcript } from './transcript.ts';

/** Everything that people read, in German: what is missing does not compile. */
export const de: typeof en = {
  ...common,
  ...ingest,
  ...queue,
  ...library,
  ...palette,
  ...transcript,
  ...editorParts,
  ...exports,
  ...search,
  ...imports,
  ...settings,
  ...computers,
  ...data,
  ...automation,
  ...dataFolder,
  ...portability,
  actions,
  errors,
  sentences,
};
