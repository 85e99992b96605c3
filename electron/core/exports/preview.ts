import type { ExportFormat, ExportOptions, Violation } from '../../../shared/contract/exports.ts';
import { formats, textPrinters } from '../../../shared/formats/formats.ts';
import { printHtml } from '../../../shared/formats/html.ts';
import { layOutSubtitles } from '../../../shared/formats/subtitles.ts';
import { findViolations } from '../../../shared/formats/violations.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import { printTemplate } from './template.ts';

/** Enough to judge a document by: characters of text. */
const enough = 6000;
/** More places than anybody looks through. */
const mostViolations = 100;

interface Preview {
  readonly content: string;
  readonly isPage: boolean;
  readonly isCut: boolean;
  readonly violations: Violation[];
  readonly violationCount: number;
  readonly subtitleCount: number;
}

/** The beginning of a document as it will be, and what of its subtitles is not as asked for. */
export function previewOf(
  document: TranscriptDocument,
  format: ExportFormat,
  options: ExportOptions,
): Preview {
  const segments = beginningOf(document);
  const isCut = segments.length < document.segments.length;
  const beginning = { ...document, segments };
  const isPage = format === 'html' || format === 'docx' || format === 'pdf';
  const content = isPage
    ? printHtml(beginning, options)
    : format === 'template'
      ? printTemplate(beginning, options)
      : textPrinters[format](beginning, options);
  const preview = { content, isPage, isCut };
  if (formats[format].kind !== 'subtitles')
    return { ...preview, violations: [], violationCount: 0, subtitleCount: 0 };
  const layout = format === 'lrc' ? { ...options, lines: 1 } : options;
  const subtitles = layOutSubtitles(document.segments, layout, {
    withNames: options.speakers && format !== 'vtt',
  });
  const violations = findViolations(subtitles, layout);
  return {
    ...preview,
    violations: violations.slice(0, mostViolations),
    violationCount: violations.length,
    subtitleCount: subtitles.length,
  };
}

function beginningOf({ segments }: TranscriptDocument): TranscriptDocument['segments'] {
  let length = 0;
  const end = segments.findIndex(({ text }) => {
    length += text.length;
    return length > enough;
  });
  return end === -1 ? segments : segments.slice(0, end + 1);
}
