export const ingest = {
  ingest: {
    add: 'Add',
    options: 'Options',
    dropHere: 'Drop to transcribe',
    dropNote: 'Recordings, videos and whole folders',
    uploads: 'Files on their way',
    copying_one: 'Copying {{count}} file to Trax',
    copying_other: 'Copying {{count}} files to Trax',
    added_one: '{{count}} recording added',
    added_other: '{{count}} recordings added',
    refused_one: '{{count}} file could not be added',
    refused_other: '{{count}} files could not be added',
  },
  options: {
    language: 'Spoken language',
    detect: 'Detect',
    model: 'Model',
    best: 'Best available',
    remoteModel: '{{model}}, on the server from the settings',
    translate: 'Translate to English',
    translateNote: 'Instead of writing it down as spoken',
  },
  setup: {
    'no-model': {
      title: 'One thing is missing: a model.',
      text: 'A model is what understands speech. It is downloaded once; your recordings never leave this computer.',
    },
    'no-engine': {
      title: 'The recogniser is missing.',
      text: 'The diagnostics in the settings say what to do. A server can be used instead.',
    },
    'no-ffmpeg': {
      title: 'ffmpeg is missing.',
      text: 'It reads recordings of every format. The diagnostics in the settings say how to get it.',
    },
    'no-endpoint': {
      title: 'The server has no address yet.',
      text: 'Enter it in the settings, or let this computer do the work.',
    },
    searching: 'Looking for a model that suits this computer…',
    download: 'Download {{name}}, {{size}}',
    useEndpoint: 'Use a server',
    trySample: 'Try the sample',
    openSettings: 'Open settings',
  },
};
