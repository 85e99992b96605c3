import { describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../shared/contract/exports.ts';
import { textPrinters } from '../../shared/formats/formats.ts';
import { printHtml } from '../../shared/formats/html.ts';
import { defaultOptions, documentOf, segment } from '../support/documents.ts';

const segments = [
  segment(0, 2, 'Good morning.', { speaker: 'Anna' }),
  segment(2.1, 4, 'We *begin* <now>.', { speaker: 'Anna' }),
  segment(4, 5, '1. Yes.', { speaker: 'Ben' }),
];
const document = documentOf(segments, 'A_B & <C>');
const withOptions = (more: Partial<ExportOptions>): ExportOptions => ({ ...defaultOptions, ...more });

describe('every text format', () => {
  it.each(Object.entries(textPrinters))(
    '%s prints an empty and a spoken transcript, ending in one line end',
    (_, print) => {
      const printed = print(documentOf([segment(0, 1, 'Alice works.')]), defaultOptions);
      expect(printed).toContain('Alice works.');
      expect(printed).toMatch(/\S\r?\n$/);
      expect(() => print(documentOf([]), defaultOptions)).not.toThrow();
    },
  );
});

describe('documents to read', () => {
  it('keep segments apart where paragraphs are not wished for', () => {
    expect(textPrinters.txt(document, withOptions({ paragraphs: false, timestamps: true }))).toBe(
      '[00:00:00] Anna: Good morning.\n[00:00:02] We *begin* <now>.\n[00:00:04] Ben: 1. Yes.\n',
    );
  });

  it('are Markdown in which nothing that was said becomes markup', () => {
    expect(textPrinters.md(document, withOptions({ timestamps: true }))).toBe(
      '# A\\_B \\& \\<C\\>\n\n`00:00:00` **Anna:** Good morning. We \\*begin\\* \\<now\\>.\n\n`00:00:04` **Ben:** 1. Yes.\n',
    );
    const plain = textPrinters.md(document, withOptions({ speakers: false }));
    expect(plain).toContain('\n\n1\\. Yes.\n');
    const odd = documentOf([segment(0, 1, '# not a heading'), segment(9, 10, '- not a list')]);
    expect(textPrinters.md(odd, defaultOptions)).toContain('\\# not a heading\n\n\\- not a list');
  });

  it('are a page that escapes what was said, loads nothing, and tells the direction of each paragraph', () => {
    const page = textPrinters.html(document, withOptions({ timestamps: true }));
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<h1 dir="auto">A_B &amp; &lt;C&gt;</h1>');
    expect(page).toContain(
      '<p dir="auto"><time>00:00:00</time> <b><bdi>Anna</bdi>:</b> Good morning. We *begin* &lt;now&gt;.</p>',
    );
    expect(page).not.toMatch(/https?:|<script|<audio/);
  });

  it('have a player and a time at every word where the sound is inside', () => {
    const words = [
      { text: 'Good', start: 0, end: 0.5, confidence: 1 },
      { text: 'morning.', start: 0.75, end: 2, confidence: 1 },
    ];
    const spoken = documentOf([
      segment(0, 2, 'Good morning.', { words, speaker: 'Anna' }),
      segment(2, 3, '東京', { speaker: 'Ben' }),
    ]);
    const page = printHtml(spoken, defaultOptions, 'data:audio/mp4;base64,AAAA');
    expect(page).toContain('<audio controls preload="auto" src="data:audio/mp4;base64,AAAA">');
    expect(page).toContain(
      '<b><bdi>Anna</bdi>:</b> <span data-t="0.00">Good</span> <span data-t="0.75">morning.</span></p>',
    );
    expect(page).toContain('<b><bdi>Ben</bdi>:</b> <span data-t="2.00">東京</span></p>');
  });
});

describe('tables', () => {
  const odd = documentOf([
    segment(0, 1.5, 'He said "no", twice', { speaker: '=cmd()', words: [] }),
    segment(2, 3, 'tab\there', {
      speaker: null,
      words: [{ text: 'tab', start: 2, end: 2.5, confidence: 0.75 }],
    }),
  ]);

  it('are CSV as RFC 4180 has it, in which no cell is a formula', () => {
    expect(textPrinters.csv(odd, defaultOptions)).toBe(
      '\ufeffstart,end,speaker,text,confidence,language\r\n0.000,1.500,\'=cmd(),"He said ""no"", twice",0.900,en\r\n2.000,3.000,,tab\there,0.900,en\r\n',
    );
  });

  it('are TSV, one row a line, of segments or of words', () => {
    expect(textPrinters.tsv(odd, withOptions({ speakers: false })).split('\n')[2]).toBe(
      '2.000\t3.000\ttab here\t0.900\ten',
    );
    expect(textPrinters.tsv(odd, withOptions({ rows: 'words' }))).toBe(
      'start\tend\tspeaker\ttext\tconfidence\n2.000\t2.500\t\ttab\t0.750\n',
    );
  });
});
