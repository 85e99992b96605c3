export const portability = {
  copy: {
    title_one: 'Save a copy of “{{title}}”',
    title_other: 'Save a copy of {{count, number}} recordings',
    text: 'One file with transcript, corrections, versions and speakers, to open in Trax on another computer.',
    media_one: 'With the recording itself',
    media_other: 'With the recordings themselves',
    mediaNote: '{{size}} more',
    mediaWithout: 'Without it the text can be read, but not heard, where the recording is missing.',
    save: 'Save…',
    saving: 'Saving the copy',
    saved: 'Saved as {{path}}',
    opened_one: '{{count}} recording opened',
    opened_other: '{{count, number}} recordings opened',
    known: 'Everything in {{name}} is here already',
    knownText: 'Nothing was changed.',
    open: 'Open',
  },
};
