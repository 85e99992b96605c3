import { AudioProcessingMetadata } from './audio-processing-metadata.ts';
import { BatchItem } from './batch-item.ts';
import { BatchJob } from './batch-job.ts';
import { RecordingCollection } from './collection.ts';
import { Export } from './export.ts';
import { MediaFile } from './media-file.ts';
import { SearchWord } from './search-word.ts';
import { Setting } from './setting.ts';
import { SpeakerProfile } from './speaker-profile.ts';
import { TranscriptEdit } from './transcript-edit.ts';
import { TranscriptSegment } from './transcript-segment.ts';
import { TranscriptSpeaker } from './transcript-speaker.ts';
import { TranscriptWindow } from './transcript-window.ts';
import { TranscriptionResult } from './transcription-result.ts';
import { V2ProcessingJob } from './v2-processing-job.ts';
import { WatchFolder } from './watch-folder.ts';
import { YoutubeVideo } from './youtube-video.ts';

/** Every table that the ORM knows. */
export const entities = [
  AudioProcessingMetadata,
  BatchItem,
  BatchJob,
  Export,
  MediaFile,
  RecordingCollection,
  SearchWord,
  Setting,
  SpeakerProfile,
  TranscriptEdit,
  TranscriptSegment,
  TranscriptSpeaker,
  TranscriptWindow,
  TranscriptionResult,
  V2ProcessingJob,
  WatchFolder,
  YoutubeVideo,
];
