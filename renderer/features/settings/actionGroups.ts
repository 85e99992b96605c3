import { type ActionId, actions } from '../../../shared/actions.ts';

const isOfTranscript = (id: ActionId) => /^(transcript|player|waveform)\./.test(id);
const ids = Object.keys(actions) as ActionId[];

/** Every action, by where it does something. The titles are keys of the locales. */
export const actionGroups = [
  { title: 'shortcuts.everywhere', ids: ids.filter((id) => !isOfTranscript(id)) },
  { title: 'shortcuts.inTranscript', ids: ids.filter(isOfTranscript) },
] as const;
