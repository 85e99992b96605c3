import type { Segment } from '../../../../shared/contract/transcripts.ts';
import { isRightToLeft } from '../../../../shared/transcript/script.ts';
import type { Stretch } from '../../../../shared/transcript/wordTimes.ts';
import { clock, fineClock } from '../../../format.ts';
import { lastBegun } from '../words.ts';
import type { Palette } from './palette.ts';
import { rulerStep } from './view.ts';
import { columnsOf, type Wave } from './wave.ts';

/** Everything that a picture of the waveform shows. */
export interface WavePicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly view: Stretch;
  /** Null while there is none: the segments are shown all the same. */
  readonly wave: Wave | null;
  readonly segments: readonly Pick<Segment, 'start' | 'end' | 'text' | 'speaker'>[];
  /** Each speaker's place among the transcript's speakers. */
  readonly speakers: ReadonlyMap<string, number>;
  readonly selection: Stretch | null;
  /** Seconds at which there are notes. */
  readonly marks: readonly number[];
  readonly palette: Palette;
}

/** Pixels. */
const rulerHeight = 15;
const textHeight = 15;
const column = 3;
const bar = 2;
/** A segment has to be so wide for its borders, and for its text, to be shown. */
const widthForBorders = 14;
const widthForText = 90;
/** Opacity of the ground under a speaker's sound. */
const ground = 0.14;

/** Paints the waveform: sound in the colour of who speaks, the ruler, borders and text where there is room. */
export function drawWave(context: CanvasRenderingContext2D, picture: WavePicture): void {
  const { width, height, palette } = picture;
  context.clearRect(0, 0, width, height);
  context.font = palette.font;
  context.textAlign = 'left';
  drawSegments(context, picture);
  drawSound(context, picture);
  drawSelection(context, picture);
  drawRuler(context, picture);
  context.fillStyle = palette.accent;
  for (const mark of picture.marks) drawMark(context, pixelAt(picture, mark));
}

/** Where a second is on a picture, in pixels. */
export function pixelAt({ width, view }: Pick<WavePicture, 'width' | 'view'>, second: number): number {
  return ((second - view.start) / (view.end - view.start)) * width;
}

function colourOf({ speakers, palette }: WavePicture, speaker: string | null): string {
  const place = speaker === null ? undefined : speakers.get(speaker);
  return place === undefined
    ? palette.nobody
    : (palette.speakers[place % palette.speakers.length] ?? palette.nobody);
}

function drawSegments(context: CanvasRenderingContext2D, picture: WavePicture): void {
  const { view, segments, height, palette } = picture;
  const bottom = height - rulerHeight;
  for (let place = Math.max(0, lastBegun(segments, view.start)); place < segments.length; place++) {
    const segment = segments[place];
    if (!segment || segment.start > view.end) return;
    const [left, right] = [pixelAt(picture, segment.start), pixelAt(picture, segment.end)];
    context.fillStyle = colourOf(picture, segment.speaker);
    context.globalAlpha = ground;
    context.fillRect(left, 0, right - left, bottom);
    if (right - left >= widthForBorders) {
      context.globalAlpha = 0.7;
      context.fillRect(left, 0, 1, bottom);
      context.fillRect(right - 1, 0, 1, bottom);
    }
    context.globalAlpha = 1;
    if (right - left >= widthForText) {
      context.fillStyle = palette.ink;
      const from = Math.max(left, 0) + 6;
      const room = Math.min(right, picture.width) - from - 6;
      context.direction = isRightToLeft(segment.text) ? 'rtl' : 'ltr';
      if (room > widthForText / 2) context.fillText(cut(context, segment.text, room), from, textHeight - 3);
    }
  }
}

/** A text with as much of its beginning as there is room for. */
function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  // No letter is narrower than two pixels, so that a long paragraph is not measured whole.
  const start = text.slice(0, Math.ceil(room / 2));
  if (context.measureText(start).width <= room) return start;
  let [fits, tooLong] = [0, start.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >>> 1;
    if (context.measureText(`${start.slice(0, middle)}…`).width <= room) fits = middle;
    else tooLong = middle;
  }
  return `${start.slice(0, fits)}…`;
}

function drawSound(context: CanvasRenderingContext2D, picture: WavePicture): void {
  const { wave, width, height, view, segments, palette } = picture;
  const [top, bottom] = [textHeight, height - rulerHeight];
  const middle = (top + bottom) / 2;
  context.fillStyle = palette.line;
  context.fillRect(0, Math.round(middle), width, 1);
  if (!wave) return;
  const count = Math.ceil(width / column);
  const swings = columnsOf(wave, { start: view.start, end: secondOf(picture, count * column) }, count);
  let place = Math.max(0, lastBegun(segments, view.start));
  for (let at = 0; at < count; at++) {
    const second = secondOf(picture, (at + 0.5) * column);
    while (segments[place + 1] && (segments[place]?.end ?? 0) < second) place++;
    const segment = segments[place];
    const isSpoken = segment && segment.start <= second && second <= segment.end;
    context.fillStyle = isSpoken ? colourOf(picture, segment.speaker) : palette.wave;
    const size = Math.max(1, (swings[at] ?? 0) * (bottom - top - 4));
    context.fillRect(at * column, middle - size / 2, bar, size);
  }
}

function secondOf({ width, view }: WavePicture, pixel: number): number {
  return view.start + (pixel / width) * (view.end - view.start);
}

function drawSelection(context: CanvasRenderingContext2D, picture: WavePicture): void {
  const { selection, height, palette } = picture;
  if (!selection) return;
  const [left, right] = [pixelAt(picture, selection.start), pixelAt(picture, selection.end)];
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.2;
  context.fillRect(left, 0, right - left, height - rulerHeight);
  context.globalAlpha = 1;
  context.fillRect(left, 0, 1.5, height - rulerHeight);
  context.fillRect(right - 1.5, 0, 1.5, height - rulerHeight);
}

function drawRuler(context: CanvasRenderingContext2D, picture: WavePicture): void {
  context.direction = 'ltr';
  const { width, height, view, palette } = picture;
  const step = rulerStep(((view.end - view.start) / width) * 90);
  for (let at = Math.ceil(view.start / step) * step; at <= view.end; at += step) {
    const left = pixelAt(picture, at);
    context.fillStyle = palette.line;
    context.fillRect(left, height - rulerHeight + 2, 1, 4);
    context.fillStyle = palette.soft;
    const label = step < 1 ? fineClock(at) : clock(at + 1e-6);
    if (left + context.measureText(label).width + 4 < width) context.fillText(label, left + 4, height - 3);
  }
}

/** A small flag at the top. */
function drawMark(context: CanvasRenderingContext2D, left: number): void {
  context.fillRect(left - 0.5, 0, 1, 10);
  context.beginPath();
  context.moveTo(left, 0);
  context.lineTo(left + 7, 3.5);
  context.lineTo(left, 7);
  context.fill();
}
