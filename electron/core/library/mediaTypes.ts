import { extname } from 'node:path';

/** Endings that are taken from folders. A file that is named by itself is tried whatever it is called. */
const endings = new Set(
  `3gp aac ac3 aif aiff alac amr ape asf au avi caf dts flac flv m2ts m4a m4b m4v mka mkv mov mp2 mp3 mp4 mpeg mpg mts
   mxf oga ogg ogv opus qt ra rm spx ts tta vob voc w64 wav webm wma wmv wv`
    .split(/\s+/)
    .map((ending) => `.${ending}`),
);

/** Whether a file in a folder is taken for a recording. */
export function looksLikeMedia(path: string): boolean {
  return endings.has(extname(path).toLowerCase());
}
