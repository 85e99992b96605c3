import type { palette as english } from '../en/palette.ts';

export const palette: typeof english = {
  palette: {
    label: 'Was zu tun oder welche Aufnahme zu öffnen ist',
    placeholder: 'Aktion oder Titel eingeben',
    nothing: 'Nichts passt.',
    recent: 'Zuletzt geöffnet',
    recordings: 'Aufnahmen',
    actions: 'Aktionen',
  },
};
