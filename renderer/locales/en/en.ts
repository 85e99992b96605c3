import { type ActionId, actions } from '../../../shared/actions.ts';
import { type ErrorCode, errorKinds } from '../../../shared/errors.ts';
import { type SentenceKey, sentences } from '../../../shared/sentences.ts';
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

/** Everything that people read, in English. Titles of actions and sentences of failures stand in `shared/`. */
export const en = {
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
  actions: titles(actions),
  errors: errorKinds as Record<ErrorCode, { readonly sentence: string; readonly next: string }>,
  sentences: sentences as Record<SentenceKey, string>,
};

function titles(all: typeof actions): Record<ActionId, string> {
  return Object.fromEntries(Object.entries(all).map(([id, { title }]) => [id, title])) as Record<
    ActionId,
    string
  >;
}
