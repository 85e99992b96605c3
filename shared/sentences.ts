import { z } from 'zod';
import { fillSentence } from './errors.ts';

/**
 * What the core says to people besides failures, once, in English. It sends the key and what fills the gaps; the page
 * says it in the person's language (`shared/locales/`), the command line in English.
 */
export const sentences = {
  'check.table': 'It cannot be read: {problem}.',
  'check.table.meaning':
    'The disk has lost something of it. Restore the library to a moment before (trax restore).',
  'check.index': 'It is damaged: {problem}.',
  'check.index.meaning': 'Rows of {table} may not be found. The rows themselves are not touched.',
  'check.index.repair': 'Builds it anew.',
  'check.document': 'The stored document is not of the form that it has to have.',
  'check.document.meaning': 'Trax reads it as if it were not there.',
  'check.document.repairNothing': 'Puts nothing in its place; the document is kept in the table "repairs".',
  'check.document.repair': 'Puts {instead} in its place; the document is kept in the table "repairs".',
  'check.orphan': 'It belongs to a row of {parent} that is not there.',
  'check.orphan.meaning': 'Nobody can reach it any more.',
  'check.orphan.repairReference': 'Takes the reference away and keeps the row.',
  'check.orphan.repair': 'Deletes the rows; they are kept in the table "repairs".',
  'check.status': 'The status "{status}" does not exist.',
  'check.status.meaning': 'Nothing goes on from there.',
  'check.status.repair': 'Sets it to "failed", from where it can be tried again.',
  'check.lease.running': 'It is said to be worked on by {owner}, who has not been heard of.',
  'check.lease.runningNobody': 'It is said to be worked on, and nobody works on it.',
  'check.lease.resting': 'It is {status} and still held by {owner}.',
  'check.lease.running.meaning': 'The recording does not get on.',
  'check.lease.resting.meaning': 'It is harmless.',
  'check.lease.running.repair': 'Puts it back into the queue.',
  'check.lease.resting.repair': 'Takes the hold away.',
  'check.counter': 'It does not add up: {counts}.',
  'check.counter.files': 'The queue shows a wrong number of files.',
  'check.counter.length': 'A transcript shows a wrong length.',
  'check.counter.speakers': 'A transcript shows a wrong number of speakers.',
  'check.counter.repair': 'Writes what was counted.',
  'check.search': 'What the search knows differs in {count} places from what is there.',
  'check.search.meaning': 'Searching may miss something or find what is no longer there.',
  'check.search.repair': 'Reads it anew.',
  'check.media.size': 'The file has {size} bytes instead of {expected}.',
  'check.media.contents': 'The file has other contents (its checksum differs).',
  'check.media.changed.meaning':
    'The transcript of recording {id} may belong to something else; transcribe it again if it does.',
  'check.media.missing': 'The file is not there.',
  'check.media.missing.meaning':
    'The text of {name} is kept, but it cannot be played. Connect the drive or put the file back.',
  'check.media.moved': 'The file is at {path} now; it has the same contents.',
  'check.media.moved.meaning': 'The recording cannot be played until Trax knows.',
  'check.media.moved.repair': 'Notes the new place.',
  'check.file.missingWaveform': 'The waveform of recording {id} is not there.',
  'check.file.missingPlayback': 'The copy for playing of recording {id} is not there.',
  'check.file.missing.meaning': 'The recording is shown without it.',
  'check.file.missing.repair': 'Forgets it; transcribing again makes it anew.',
  'check.file.unused': 'It was made of a recording that is no longer there.',
  'check.file.unused.meaning': 'It takes room for nothing.',
  'check.file.unused.repair': 'Deletes it.',
  'check.model': 'The model is damaged: {reason}.',
  'check.model.meaning': 'Nothing can be transcribed with it. Remove it and download it again.',

  'doctor.recogniser': 'Recogniser',
  'doctor.model': 'Model',
  'doctor.voiceActivity': 'Voice activity',
  'doctor.database': 'Database',
  'doctor.dataFolder': 'Data folder',
  'doctor.window': 'Window',
  'doctor.at': '{what} at {path}',
  'doctor.notFound': 'not found',
  'doctor.doesNotStart': '{path} does not start: {reason}',
  'doctor.getFfmpeg': 'Install ffmpeg, or set FFMPEG_PATH to where it is.',
  'doctor.slowRecogniser':
    'It is up to fifteen times slower and gives no probabilities. Install cmake and a C++ compiler, then run the set-up again.',
  'doctor.getRecogniser': 'Install cmake and a C++ compiler, then run the set-up again.',
  'doctor.modelAt': 'at {url}',
  'doctor.onlySample': 'only the sample, which knows a few words',
  'doctor.noModel': 'none',
  'doctor.getModel': 'Download one, best {model}: in the settings, or with trax models download {model}.',
  'doctor.energyDetector': 'energy detector',
  'doctor.getVoiceActivity':
    'The voice-activity model comes with the first model that is downloaded; it finds pauses better in noise.',
  'doctor.builtIn': 'PostgreSQL {version}, built in',
  'doctor.ownServer': 'PostgreSQL {version}, from DATABASE_URL',
  'doctor.freeSpace': '{path}, {size} free',
  'doctor.littleRoom': 'Make room on this disk, or move the folder with TRAX_HOME.',
  'doctor.browser': 'the browser',
  'doctor.noWindow': 'Electron was not downloaded; Trax opens in the browser instead.',

  'models.damage.short': 'it ends within its first bytes',
  'models.damage.foreign': 'it is not a model file of whisper.cpp',
  'models.damage.otherKind': 'it is a ggml file, but not a Whisper model',
  'models.damage.weights': 'its weights are of an unknown kind ({kind})',
  'models.damage.cut': 'it ends before its weights do',
  'models.damage.size': 'it has {size} bytes instead of {expected}',
  'models.damage.checksum': 'its checksum is another one',
  'models.damage.unreadable': 'it may not be read',

  'models.large.gpu':
    'This computer has a graphics processor and {memory} GB of memory, enough for a model that is nearly as accurate as the largest.',
  'models.large.cores':
    'This computer has {cores} processor cores and {memory} GB of memory, enough for a model that is nearly as accurate as the largest.',
  'models.small.gpu':
    'This computer has a graphics processor and {memory} GB of memory: the small model is accurate and still quick on it.',
  'models.small.cores':
    'This computer has {cores} processor cores and {memory} GB of memory: the small model is accurate and still quick on it.',
  'models.base.gpu':
    'This computer has a graphics processor and {memory} GB of memory: the base model is the most accurate that stays quick on it.',
  'models.base.cores':
    'This computer has {cores} processor cores and {memory} GB of memory: the base model is the most accurate that stays quick on it.',
} as const;

export type SentenceKey = keyof typeof sentences;
const keys = Object.keys(sentences) as [SentenceKey, ...SentenceKey[]];

const saidSchema = z.object({
  say: z.enum(keys),
  with: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** A sentence for people as the core sends it. A plain string is shown as it is: a name, a path, what a program wrote. */
export const textSchema = z.union([saidSchema, z.string()]);
export type Text = z.infer<typeof textSchema>;

type GapsOf<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | GapsOf<Rest>
  : never;
type Filling<Key extends SentenceKey> = Record<GapsOf<(typeof sentences)[Key]>, string | number>;

/** A sentence to be said in whatever language the person reads; its gaps are checked by the compiler. */
export function say<Key extends SentenceKey>(
  key: Key,
  ...filling: keyof Filling<Key> extends never ? [] : [Filling<Key>]
): Text {
  return { say: key, with: filling[0] ?? {} };
}

/** The sentence in English. */
export function inEnglish(text: Text): string {
  return typeof text === 'string' ? text : fillSentence(sentences[text.say], text.with);
}
