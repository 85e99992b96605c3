import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/maintenance.ts';
import { sayText } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommand } from '../../useCommand.ts';
import { Section } from './Section.tsx';

/** Looks through the library for damage, says what it is, and mends what can be mended. */
export function LibraryCheck() {
  const { client } = useTrax();
  const { t } = useTranslation();
  const [findings, setFindings] = useState<Finding[] | null>(null);
  const [mended, setMended] = useState(0);
  const check = useCommand(
    () => client.maintenance.check({}),
    (found) => {
      setFindings(found.findings);
      setMended(0);
    },
  );
  const repair = useCommand(
    () => client.maintenance.repair({}),
    (result) => {
      setFindings(result.left);
      setMended(result.mended.length);
    },
  );
  const isBusy = check.isPending || repair.isPending;
  const mendable = findings?.filter((finding) => finding.repair !== null).length ?? 0;
  return (
    <Section
      title={t('check.title')}
      note={t('check.note')}
      aside={
        <div className="flex gap-2">
          {mendable > 0 && (
            <Button look="primary" disabled={isBusy} onClick={() => repair.mutate()}>
              {repair.isPending ? t('check.repairing') : t('check.repair', { count: mendable })}
            </Button>
          )}
          <Button disabled={isBusy} onClick={() => check.mutate()}>
            {check.isPending ? t('check.checking') : t('check.start')}
          </Button>
        </div>
      }
    >
      <p aria-live="polite" className="flex items-center gap-2 px-4 py-3 text-soft">
        {findings?.length === 0 && <CircleCheck aria-hidden size={16} className="text-accent-text" />}
        {mended > 0 && t('check.mended', { count: mended })}{' '}
        {findings === null ? t('check.never') : t('check.found', { count: findings.length })}
      </p>
      {findings && findings.length > 0 && (
        <ul aria-label={t('check.findings')} className="max-h-96 overflow-y-auto border-line border-t">
          {findings.map((finding) => (
            <FindingRow key={`${finding.kind} ${finding.place}`} finding={finding} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function FindingRow({ finding: { place, found, meaning, repair } }: { finding: Finding }) {
  const { t } = useTranslation();
  return (
    <li className="flex items-start gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warning" />
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <span className="font-medium">{place}</span> {sayText(t, found)}
        </p>
        <p className="mt-0.5 text-soft">{sayText(t, meaning)}</p>
        {repair && <p className="mt-0.5">{t('check.willDo', { repair: sayText(t, repair) })}</p>}
      </div>
    </li>
  );
}
