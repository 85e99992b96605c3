import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderDocument } from '../../electron/core/exports/render.ts';
import { printPage } from '../../electron/hosts/printPage.ts';
import type { ExportOptions } from '../../shared/contract/exports.ts';
import { TraxError } from '../../shared/errors.ts';
import { documentOf, segment } from '../support/documents.ts';
import { lettersInPdf, textInZip } from '../support/readDocuments.ts';

const fonts = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const tools = { printPage, fonts, sound: async () => 'data:audio/mp4;base64,AAAA' };
const document = documentOf(
  [
    segment(0, 2, 'Příliš žluťoučký kůň & <co>', { speaker: 'Jürgen' }),
    segment(2, 4, 'Доброе утро', { speaker: 'Анна' }),
    segment(4, 6, 'صباح الخير يا جماعة', { speaker: 'علي' }),
  ],
  'Drei Sprachen',
);
const render = (format: 'docx' | 'pdf' | 'template', options: Partial<ExportOptions> = {}) =>
  renderDocument(document, format, options, tools);

it('is a Word document with names, times and paragraphs that are read from right to left', async () => {
  const parts = textInZip((await render('docx', { timestamps: true })) as Uint8Array);
  const body = parts['word/document.xml'] ?? '';
  expect(body).toContain('Příliš žluťoučký kůň &amp; &lt;co&gt;');
  expect(body).toContain('Анна: ');
  expect(body).toContain('00:00:04 ');
  expect(body.match(/<w:bidi\/>/g)).toHaveLength(1);
  expect(parts['word/styles.xml']).toContain('w:lang w:val="en"');
});

it('is a PDF with embedded letters of every script, printed by a browser of this computer', async () => {
  const pdf = (await render('pdf', { timestamps: true })) as Uint8Array;
  const letters = lettersInPdf(pdf);
  const said = 'Příliš žluťoučký kůň Доброе утро صباح الخير يا جماعة'.replaceAll(' ', '');
  expect([...said].filter((letter) => !letters.has(letter))).toEqual([]);
});

it('is a PDF without any browser where its letters are Latin, Greek or Cyrillic', async () => {
  const said = 'Příliš žluťoučký kůň a Ωμέγα, “Доброе утро” — to 10\u00a0€.';
  const lines = Array.from({ length: 120 }, (_, index) =>
    segment(4 * index, 4 * index + 1, said, { speaker: index % 2 ? 'Анна' : 'Jürgen' }),
  );
  const long = documentOf(lines, 'Drei Schriften');
  const printPage = () => Promise.reject(new Error('No browser is asked'));
  const pdf = Buffer.from((await renderDocument(long, 'pdf', {}, { ...tools, printPage })) as Uint8Array);
  const letters = lettersInPdf(pdf);
  expect([...`${said}АннаJürgen0`.normalize('NFKC')].filter((letter) => !letters.has(letter))).toEqual([]);
  const text = pdf.toString('latin1');
  expect(text).toContain(`/Title <feff${Buffer.from('Drei Schriften', 'utf16le').swap16().toString('hex')}>`);
  // A page of two and more; every paragraph is one for those who have it read to them.
  expect(text.match(/\/Type \/Page /g)?.length).toBeGreaterThan(3);
  expect(text.match(/\/S \/P /g)).toHaveLength(121);
  expect(text.match(/\/S \/H1 /g)).toHaveLength(1);
});

it('has a table of objects in its PDF that leads to each of them', async () => {
  const latin = documentOf([segment(0, 2, 'Good morning.')]);
  const pdf = Buffer.from((await renderDocument(latin, 'pdf', {}, tools)) as Uint8Array).toString('latin1');
  const table = pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1]));
  const places = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
  expect(places.length).toBeGreaterThan(10);
  expect(table).toMatch(new RegExp(`^xref\\n0 ${places.length + 1}\\n`));
  places.forEach((place, index) => {
    expect(pdf.slice(place, place + 12)).toMatch(new RegExp(`^${index + 1} 0 obj\\n`));
  });
});

it('says that a PDF in another script needs a browser where there is none', async () => {
  const missing = () => Promise.reject(new TraxError('PDF_NEEDS_BROWSER'));
  const printing = renderDocument(document, 'pdf', {}, { ...tools, printPage: missing });
  await expect(printing).rejects.toThrow(/Chromium, Chrome or Edge/);
});

it('is made by a template of the person, and says what is wrong with one', async () => {
  const template =
    '{{title}} ({{date}})\n{{#subtitles}}{{number}}|{{start.srt}}|{{speaker}}|{{&text}}\n{{/subtitles}}';
  expect(await render('template', { template })).toBe(
    'Drei Sprachen (2026-11-23)\n1|00:00:00,000|Jürgen|Příliš žluťoučký kůň & <co>\n2|00:00:02,000|Анна|Доброе утро\n3|00:00:04,000|علي|صباح الخير يا جماعة\n',
  );
  await expect(render('template', { template: '{{#segments}}' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});
