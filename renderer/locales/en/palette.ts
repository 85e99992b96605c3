export const palette = {
  palette: {
    label: 'What to do, or which recording to open',
    placeholder: 'Type an action or a title',
    nothing: 'Nothing fits.',
    recent: 'Opened last',
    recordings: 'Recordings',
    actions: 'Actions',
  },
};
