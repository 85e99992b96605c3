import { AudioProcessingMetadata } from './audioProcessingMetadata.ts';
import { BatchItem } from './batchItem.ts';
import { BatchJob } from './batchJob.ts';
import { RecordingCollection } from './collection.ts';
import { Computer } from './computer.ts';
import { Core } from './core.ts';
import { Delivery } from './delivery.ts';
import { Endpoint } from './endpoint.ts';
import { Export } from './export.ts';
import { ImportedRecording } from './importedRecording.ts';
import { LibraryCheck } from './libraryCheck.ts';
import { LibraryHome } from './libraryHome.ts';
import { MediaFile } from './mediaFile.ts';
import { ModelFootprint } from './modelFootprint.ts';
import { RecordingNote } from './recordingNote.ts';
import { Repair } from './repair.ts';
import { ReplacementSet } from './replacementSet.ts';
import { SearchWord } from './searchWord.ts';
import { Setting } from './setting.ts';
import { SpeakerProfile } from './speakerProfile.ts';
import { TranscriptEdit } from './transcriptEdit.ts';
import { TranscriptionResult } from './transcriptionResult.ts';
import { TranscriptSegment } from './transcriptSegment.ts';
import { TranscriptSpeaker } from './transcriptSpeaker.ts';
import { TranscriptWindow } from './transcriptWindow.ts';
import { V2ProcessingJob } from './v2ProcessingJob.ts';
import { WaitingText } from './waitingText.ts';
import { WatchedFile } from './watchedFile.ts';
import { WatchFolder } from './watchFolder.ts';
import { YoutubeVideo } from './youtubeVideo.ts';

/** Every table that the ORM knows. */
export const entities = [
  AudioProcessingMetadata,
  BatchItem,
  BatchJob,
  Computer,
  Core,
  Delivery,
  Endpoint,
  Export,
  ImportedRecording,
  LibraryCheck,
  LibraryHome,
  MediaFile,
  ModelFootprint,
  RecordingCollection,
  RecordingNote,
  Repair,
  ReplacementSet,
  SearchWord,
  Setting,
  SpeakerProfile,
  TranscriptEdit,
  TranscriptSegment,
  TranscriptSpeaker,
  TranscriptWindow,
  TranscriptionResult,
  V2ProcessingJob,
  WaitingText,
  WatchFolder,
  WatchedFile,
  YoutubeVideo,
];
