import { describe, expect, test } from 'vitest';
import { chooseTrack } from '../../electron/workers/pipeline/chooseTrack.ts';
import { isPlayable } from '../../electron/workers/pipeline/playable.ts';
import { parseProbe } from '../../electron/workers/pipeline/probeOutput.ts';

/** What ffmpeg 5 and 7 wrote for real files. */
const reports = {
  wav: `Guessed Channel Layout for Input Stream #0.0 : mono
Input #0, wav, from 'file:meeting2.wav':
  Duration: 00:01:12.93, bitrate: 256 kb/s
  Stream #0:0: Audio: pcm_s16le ([1][0][0][0] / 0x0001), 16000 Hz, mono, s16, 256 kb/s
At least one output file must be specified`,
  mp4: `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:video.mp4':
  Metadata:
    major_brand     : isom
  Duration: 00:00:14.33, start: 0.000000, bitrate: 88 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 14 kb/s, 15 fps, 15 tbr, 15360 tbn (default)
    Metadata:
      handler_name    : VideoHandler
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 16000 Hz, mono, fltp, 70 kb/s (default)
    Metadata:
      handler_name    : SoundHandler
At least one output file must be specified`,
  wma: `Guessed Channel Layout for Input Stream #0.0 : stereo
Input #0, asf, from '/music/columbia.wma':
  Metadata:
    IsVBR           : 1
  Duration: 00:03:18.76, start: 0.000000, bitrate: 128 kb/s
  Stream #0:0(eng): Audio: wmav2 (a[1][0][0] / 0x0161), 44100 Hz, stereo, fltp, 128 kb/s
At least one output file must be specified`,
  mkv: `Input #0, matroska,webm, from 'talk.mkv':
  Metadata:
    ENCODER         : Lavf62.12.102
  Duration: 00:00:42.28, start: 0.000000, bitrate: 116 kb/s
  Stream #0:0: Video: mpeg4 (Simple Profile), yuv420p, 320x180 [SAR 1:1 DAR 16:9], 10 fps, 10 tbr, 1k tbn
    Metadata:
      DURATION        : 00:00:42.200000000
  Stream #0:1(eng): Audio: aac, 44100 Hz, mono, fltp
    Metadata:
      title           : Room microphone
      DURATION        : 00:00:42.278000000
  Stream #0:2: Audio: ac3, 48000 Hz, 5.1(side), fltp, 384 kb/s (default)
    Metadata:
      DURATION        : 00:00:42.278000000
At least one output file must be specified`,
  cover: `Input #0, mp3, from 'file:song's "best".mp3':
  Metadata:
    title           : A title of the file
  Duration: 00:00:10.05, start: 0.000000, bitrate: 62 kb/s
  Stream #0:0: Audio: mp3, 16000 Hz, mono, fltp, 60 kb/s
  Stream #0:1: Video: png, rgb24(pc), 300x300, 90k tbr, 90k tbn (attached pic)
    Metadata:
      title           : Album cover`,
  endless: `Input #0, aac, from 'radio.aac':
  Duration: N/A, bitrate: N/A
  Stream #0:0: Audio: aac (LC), 44100 Hz, 6 channels, fltp, 128 kb/s`,
};

function probe(name: keyof typeof reports) {
  const parsed = parseProbe(reports[name]);
  return parsed ?? expect.fail('it was not understood');
}

describe("ffmpeg's description", () => {
  test('of a WAV gives container, length and track', () => {
    expect(probe('wav')).toEqual({
      container: 'wav',
      duration: 72.93,
      bitRate: 256_000,
      video: null,
      audioTracks: [
        {
          index: 0,
          codec: 'pcm_s16le',
          sampleRate: 16_000,
          channels: 1,
          language: null,
          title: null,
          isDefault: false,
          peakDecibels: null,
        },
      ],
    });
  });

  test('of a video gives its picture and the index of its sound', () => {
    expect(probe('mp4').video).toEqual({ codec: 'h264', width: 320, height: 180 });
    expect(probe('mp4').audioTracks).toMatchObject([
      { index: 1, codec: 'aac', language: null, isDefault: true },
    ]);
  });

  test('of two tracks gives languages, titles, channels and the default', () => {
    expect(probe('mkv').audioTracks).toMatchObject([
      { index: 1, language: 'eng', title: 'Room microphone', channels: 1, isDefault: false },
      { index: 2, language: null, title: null, channels: 6, codec: 'ac3', isDefault: true },
    ]);
  });

  test('does not take a cover for a video, nor its title for the track’s', () => {
    expect(probe('cover').video).toBeNull();
    expect(probe('cover').audioTracks).toMatchObject([{ title: null }]);
  });

  test('may have no length', () => {
    expect(probe('endless')).toMatchObject({ duration: null, bitRate: null, audioTracks: [{ channels: 6 }] });
  });

  test.each([
    'file:a.mp4: Invalid data found when processing input',
    '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55a9f352c880] moov atom not found\nfile:b.mp4: Invalid data found when processing input',
    '',
  ])('of what cannot be opened is none: %j', (report) => {
    expect(parseProbe(report)).toBeNull();
  });
});

test.each([
  ['wav', 0, true],
  ['mp4', 1, true],
  ['cover', 0, true],
  ['endless', 0, true],
  ['wma', 0, false],
  ['mkv', 1, false],
] as const)('a browser plays the %s file itself when track %d is chosen: %s', (name, track, expected) => {
  expect(isPlayable(probe(name), track)).toBe(expected);
});

test('a browser plays the first track only', () => {
  const two = {
    ...probe('mp4'),
    audioTracks: [...probe('mp4').audioTracks, ...probe('mkv').audioTracks.slice(1)],
  };
  expect(isPlayable(two, 1)).toBe(true);
  expect(isPlayable(two, 2)).toBe(false);
});

describe('the track to transcribe', () => {
  const [first, second] = probe('mkv').audioTracks;
  if (!first || !second) throw new Error('two tracks are needed');

  test('is the default one', () => {
    expect(chooseTrack([first, second])).toBe(2);
    expect(
      chooseTrack([
        { ...first, peakDecibels: -12 },
        { ...second, peakDecibels: -30 },
      ]),
    ).toBe(2);
  });

  test('is never a silent one while another has sound', () => {
    expect(
      chooseTrack([
        { ...first, peakDecibels: -20 },
        { ...second, peakDecibels: -120 },
      ]),
    ).toBe(1);
    expect(
      chooseTrack([
        { ...first, peakDecibels: -18 },
        { ...second, peakDecibels: -70 },
      ]),
    ).toBe(1);
  });

  test('is there even when all are silent, and none without tracks', () => {
    expect(chooseTrack([{ ...first, peakDecibels: -120 }])).toBe(1);
    expect(chooseTrack([])).toBeNull();
  });
});
