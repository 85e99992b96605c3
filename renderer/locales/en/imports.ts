export const imports = {
  imports: {
    added: '{{name}} is in, as a transcript of its own.',
    waits: '{{name}} waits until the recording has been heard, to take its times from that.',
    open: 'Open',
    from: 'from {{name}}',
  },
};
