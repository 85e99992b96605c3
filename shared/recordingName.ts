/** Endings of audio and video files. A file that is named by itself is tried whatever it is called. */
const endings = new Set(
  `3gp aac ac3 aif aifc aiff alac amr ape asf au avi caf dts flac flv m2ts m4a m4b m4v mka mkv mov mp2 mp3 mp4 mpeg mpg
   mts mxf oga ogg ogv opus qt qta ra rm spx ts tta vob voc w64 wav weba webm wma wmv wv`.split(/\s+/),
);

/** Whether a file found in a folder looks like a recording by its name. Hidden files never do. */
export function isRecordingName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && !name.startsWith('.') && endings.has(name.slice(dot + 1).toLowerCase());
}
