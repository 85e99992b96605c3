import type { ExportFormat } from '../contract/exports.ts';
import type { Format } from './format.ts';
import { printJson } from './json.ts';
import { printSrt } from './srt.ts';
import { printTxt } from './txt.ts';
import { printVtt } from './vtt.ts';

/** Every format that a transcript can be exported to. */
export const formats: Record<ExportFormat, Format> = {
  txt: { extension: 'txt', mediaType: 'text/plain; charset=utf-8', print: printTxt },
  srt: { extension: 'srt', mediaType: 'application/x-subrip; charset=utf-8', print: printSrt },
  vtt: { extension: 'vtt', mediaType: 'text/vtt; charset=utf-8', print: printVtt },
  json: { extension: 'json', mediaType: 'application/json; charset=utf-8', print: printJson },
};
