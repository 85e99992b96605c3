import { v1View } from './004-v2.ts';
import { type Statements, StatementsMigration } from './statements.ts';

const columns: Record<string, readonly string[]> = {
  youtube_videos: ['metadata_extracted_at', 'created_at', 'updated_at'],
  media_files: ['created_at', 'updated_at'],
  transcription_results: ['created_at', 'updated_at'],
  audio_processing_metadata: ['created_at'],
  exports: ['created_at'],
  batch_jobs: ['start_time', 'end_time', 'created_at', 'updated_at'],
  batch_items: ['started_at', 'completed_at', 'created_at', 'updated_at'],
  speaker_profiles: ['created_at', 'updated_at'],
  v2_processing_jobs: ['created_at', 'updated_at', 'completed_at'],
};

/** `at time zone 'UTC'` turns a timestamp of UTC into a moment, and a moment into a timestamp of UTC. */
function retype(type: 'timestamptz' | 'timestamp'): string[] {
  return Object.entries(columns).map(([table, names]) => {
    const changes = names.map((name) => `alter column ${name} type ${type} using ${name} at time zone 'UTC'`);
    return `alter table ${table} ${changes.join(', ')}`;
  });
}

/** Every timestamp becomes a moment. A view holds on to the types of its columns, so it is made again. */
export const timestamps: Statements = {
  up: ['drop view transcripts', ...retype('timestamptz'), v1View],
  down: ['drop view transcripts', ...retype('timestamp'), v1View],
};

export class Migration005Timestamps extends StatementsMigration {
  override readonly statements = timestamps;
}
