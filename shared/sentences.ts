import { z } from 'zod';

/**
 * What the core says to people besides the sentences of failures, and what fills those, once, in English. It sends the key
 * and what fills the gaps; the page says it in the person's language (`shared/locales/`), the command line in English.
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
  'doctor.freeSpace': '{path}, {gigabytes} GB free',
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
  'models.damage.noFile': 'it is not a file',
  'models.damage.garbled': 'its weights are garbled',
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

  'reason.status': 'the server answered with status {status}',
  'reason.brokeOff': 'the connection broke off',
  'reason.notFound': 'the server {host} was not found',
  'reason.refused': 'the server {host} refuses the connection',
  'reason.unreachable': 'the server {host} cannot be reached',
  'reason.certificate': 'the certificate of {host} is not trusted ({code})',
  'reason.endlessRedirects': 'the server points from one address to the next without end',
  'reason.otherDownload': 'another Trax on this computer is downloading it',
  'reason.silence': 'nothing came for {seconds} seconds',
  'reason.otherFile': 'the server has another file than before',
  'reason.otherSize': 'the server offers a file of {size} bytes instead of {expected}',
  'reason.checksum': 'its checksum differs',
  'reason.signal': 'signal {signal}',
  'reason.exitStatus': 'exit status {status}',
  'reason.notStarted': 'it could not be started',
  'reason.noResult': 'it ended without a result',
  'reason.noAnswer': 'it gave no answer',
  'reason.tooSlow': 'it took longer than {seconds} s',
  'reason.uploadBrokeOff': 'it broke off',
  'reason.uploadName': 'an upload needs a name',
  'reason.mappedFolder': '{text} is not of the form /their/folder=/my/folder',
  'reason.schemas': 'the schemas are {names}',
  'reason.socket':
    'its socket needs a folder with a short path that can be written, and neither {folder} nor /tmp is one',
  'reason.noUser':
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as',
  'reason.unreachableFolder':
    'PostgreSQL does not run as root, and its own user can reach neither {folder} nor /tmp',
  'reason.folderGone': 'its folder {folder} is gone',
  'reason.lateStart': 'it did not start in time',
  'reason.noPostgres': '{name} is not installed, and DATABASE_URL names no other server',
  'reason.lostDatabase': 'the connection was lost',
  'reason.pointer': '{path}, which says where the data is, cannot be read',
  'reason.originalTooOld':
    'it was made by the original platform before version 2.0.0; bring it to 2.0.0 there first',
  'reason.originalDiffers': 'its columns are not those of version 2.0.0: {columns}',
  'reason.folder': '{path} is a folder',
  'reason.noFolder': '{path} is not a folder',
  'reason.ownFolder': '{path} is where Trax keeps its own files',
  'reason.foreignSegment': 'a segment of another transcript has this id',
  'reason.template': 'the template: {problem}',
  'reason.tooLongForPage': 'the recording is too long to be put into a page',
  'reason.noEndpoint': 'no endpoint address is set',
  'reason.tooLargeForText': 'the file is too large for a text',
  'reason.noText': 'there is no text in this file',
  'reason.noJson': 'the file is not JSON',
  'reason.severalBegin': 'several begin with {id}',
  'reason.noLibrary': 'DATABASE_URL does not say which library to help',
  'reason.batchLimits': '--workers, --memory and --cpu are limits of whole batches',
  'reason.slowPattern': 'this pattern takes too long',

  'move.same': 'the data is there already',
  'move.inside': 'it is inside of the present data folder',
  'move.around': 'the present data folder is inside of it',
  'move.notEmpty': 'it is not empty',
  'move.file': 'it is a file',
  'move.permissions': 'its disk knows no permissions (FAT, exFAT), which the database needs',
  'move.used': 'another Trax uses the data: close it first',

  'busy.backup': 'a backup is being made',
  'busy.restore': 'the library is being restored',
  'busy.running': 'it is running',
  'busy.openElsewhere': 'the library is open elsewhere',
  'busy.carry': 'another export or import is running',
  'busy.moving': 'the data is being moved to another folder',

  'thing.recording': 'recording',
  'thing.transcript': 'transcript',
  'thing.importedTranscript': 'imported transcript',
  'thing.transcriptOf': 'transcript of the recording',
  'thing.collection': 'collection',
  'thing.watchFolder': 'watch folder',
  'thing.batch': 'batch',
  'thing.batchOrRecording': 'batch or recording in the queue',
  'thing.item': 'item',
  'thing.computer': 'computer',
  'thing.export': 'export',
  'thing.removal': 'removal',
} as const;

export type SentenceKey = keyof typeof sentences;
const keys = Object.keys(sentences) as [SentenceKey, ...SentenceKey[]];

/** A sentence of ours that is not said yet: which, and what fills its gaps. */
export interface Said {
  readonly say: SentenceKey;
  readonly with: Filling;
}

/** What fills the gaps of a sentence. */
export type Filling = Readonly<Record<string, string | number | Said>>;

export const saidSchema: z.ZodType<Said> = z.object({
  say: z.enum(keys),
  with: z.lazy(() => fillingSchema).default({}),
});
export const fillingSchema: z.ZodType<Filling> = z.record(
  z.string(),
  z.union([z.string(), z.number(), saidSchema]),
);

/** A sentence for people as the core sends it. A plain string is shown as it is: a name, a path, what a program wrote. */
export const textSchema = z.union([saidSchema, z.string()]);
export type Text = z.infer<typeof textSchema>;

type GapsOf<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | GapsOf<Rest>
  : never;
type FillingOf<Key extends SentenceKey> = Record<GapsOf<(typeof sentences)[Key]>, string | number | Said>;

/** A sentence to be said in whatever language the person reads; its gaps are checked by the compiler. */
export function say<Key extends SentenceKey>(
  key: Key,
  ...filling: keyof FillingOf<Key> extends never ? [] : [FillingOf<Key>]
): Said {
  return { say: key, with: filling[0] ?? {} };
}

/** What somebody else said: the system, a program, a server. It is shown in their words, in whatever language those are. */
export type Quoted = string & { readonly [quote]: true };
declare const quote: unique symbol;

/** Why something failed: a sentence of ours, or somebody else's words. */
export type Reason = Said | Quoted;

/**
 * Somebody else's words, or those of an error that somebody else threw. What we write ourselves does not compile here: it is
 * said (`say`), so that everybody can read it.
 */
export function quoted<const Words>(
  words: Words & (IsWritten<Words> extends true ? never : unknown),
): Quoted {
  const text = words instanceof Error ? words.message || words.name : String(words);
  return text as Quoted;
}

/** Whether a type is that of a text which stands in the source, whole or with gaps, and not any text. */
type IsWritten<Words> = Words extends string ? (string extends Words ? false : true) : false;

/** A sentence of any language with its `{names}` filled in; `?` for what is not known. `inWords` says a sentence in a gap. */
export function fillSentence(
  sentence: string,
  filling: Filling,
  inWords: (said: Said) => string = inEnglish,
): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = filling[name];
    return typeof value === 'object' ? inWords(value) : String(value ?? '?');
  });
}

/** The sentence in English. */
export function inEnglish(text: Text): string {
  return typeof text === 'string' ? text : fillSentence(sentences[text.say], text.with);
}
