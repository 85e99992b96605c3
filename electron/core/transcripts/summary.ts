import type { EntityManager } from '@mikro-orm/postgresql';
import { accuracyEstimate } from '../../../shared/quality/confidence.ts';
import { joinCoverage } from '../../../shared/quality/coverage.ts';
import { qualityWarnings } from '../../../shared/quality/warnings.ts';
import { parseSegment, segmentColumns } from './segmentRow.ts';
import { readJournal } from './storage.ts';

/** What a finished transcription says of itself: its ledger, its evidence, its warnings and how right it probably is. */
export async function summarise(
  em: EntityManager,
  transcriptId: string,
  run: { isTruncated: boolean; usedEnergyDetector: boolean },
) {
  const journal = await readJournal(em, transcriptId);
  const rows = await em.execute(
    `select ${segmentColumns} from transcript_segments where transcript_id = ? order by position`,
    [transcriptId],
  );
  const segments = rows.map(parseSegment);
  const coverage = joinCoverage(journal.flatMap((window) => window.coverage));
  const discarded = journal.flatMap((window) => window.discarded);
  return {
    coverage,
    discarded,
    accuracyEstimate: accuracyEstimate(segments, coverage),
    warnings: qualityWarnings({ segments, coverage, discarded, ...run }),
  };
}
