import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import type { TimedPiece } from '../transcript/timedText.ts';
import { plainName } from './reading.ts';
import { layOutSubtitles, type Subtitle } from './subtitles.ts';
import { clockTime, toMilliseconds } from './time.ts';
import { escapeXml } from './xml.ts';

/** Timed Text Markup Language, in the text profile of IMSC 1.1 (W3C); speakers are agents, words may be timed spans. */
export function printTtml(document: TranscriptDocument, options: ExportOptions): string {
  const subtitles = layOutSubtitles(document.segments, options, { withNames: options.speakers });
  const speakers = [...new Set(subtitles.flatMap(({ speaker }) => speaker ?? []))];
  const agents = new Map(speakers.map((speaker, index) => [speaker, `speaker${index + 1}`]));
  const cues = subtitles.map((subtitle) => {
    const agent = options.speakers && subtitle.speaker ? agents.get(subtitle.speaker) : undefined;
    const who = agent ? ` ttm:agent="${agent}"` : '';
    const when = `begin="${clockTime(subtitle.start, '.')}" end="${clockTime(subtitle.end, '.')}"`;
    return `      <p ${when}${who}>${bodyOf(subtitle, options.wordTimes)}</p>`;
  });
  const agentLines = [...agents].map(
    ([speaker, id]) =>
      `      <ttm:agent xml:id="${id}" type="person"><ttm:name type="full">${escapeXml(plainName(speaker))}</ttm:name></ttm:agent>`,
  );
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"',
    `    ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" ttp:timeBase="media" xml:lang="${escapeXml(document.language ?? '')}">`,
    '  <head>',
    '    <metadata>',
    `      <ttm:title>${escapeXml(document.title)}</ttm:title>`,
    ...(options.speakers ? agentLines : []),
    '    </metadata>',
    '    <styling>',
    '      <style xml:id="plain" tts:color="white" tts:backgroundColor="#000000c0" tts:fontFamily="proportionalSansSerif" tts:textAlign="center"/>',
    '    </styling>',
    '    <layout>',
    '      <region xml:id="foot" tts:origin="10% 80%" tts:extent="80% 15%" tts:displayAlign="after"/>',
    '    </layout>',
    '  </head>',
    '  <body style="plain" region="foot">',
    '    <div>',
    ...cues,
    '    </div>',
    '  </body>',
    '</tt>',
  ].join('\n')}\n`;
}

/** With times, every word is a span that begins when it is spoken, counted from the start of its subtitle. */
function bodyOf(subtitle: Subtitle, withTimes: boolean): string {
  const timed = (piece: TimedPiece): string => {
    const text = escapeXml(piece.text);
    const after = Math.min(subtitle.end, toMilliseconds(piece.start)) - subtitle.start;
    return withTimes ? `<span begin="${clockTime(Math.max(0, after), '.')}">${text}</span>` : text;
  };
  return subtitle.lines
    .map((line) =>
      line.map((piece, index) => `${index > 0 && piece.spaceBefore ? ' ' : ''}${timed(piece)}`).join(''),
    )
    .join('<br/>');
}
