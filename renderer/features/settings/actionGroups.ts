import { type ActionId, actions } from '../../../shared/actions.ts';

const isOfSound = (id: ActionId) => /^(player|waveform)\./.test(id);
const isOfText = (id: ActionId) => id.startsWith('transcript.');
const ids = Object.keys(actions) as ActionId[];

/** Every action, by where it does something. The titles are keys of the locales. */
export const actionGroups = [
  { title: 'shortcuts.everywhere', ids: ids.filter((id) => !isOfSound(id) && !isOfText(id)) },
  { title: 'shortcuts.sound', ids: ids.filter(isOfSound) },
  { title: 'shortcuts.inTranscript', ids: ids.filter(isOfText) },
] as const;
