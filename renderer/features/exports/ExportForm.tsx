import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportChoice } from '../../../shared/contract/settings.ts';
import { useTrax } from '../../trax.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { CheckList } from './CheckList.tsx';
import { ExportOptionFields } from './ExportOptionFields.tsx';
import { ExportPreview } from './ExportPreview.tsx';
import { type Exportable, optionsOf } from './exportChoice.ts';
import { FormatPicker } from './FormatPicker.tsx';
import { WrittenList } from './WrittenList.tsx';

interface ExportFormProps {
  recordingId: string;
  transcriptId: string;
  subject: Exportable;
  choice: ExportChoice;
  onChoice: (choice: ExportChoice) => void;
  onLeave: () => void;
}

type View = 'preview' | 'check' | 'written';

/** Format and options on one side; on the other how it will look, what is not as asked for, and what was written before. */
export function ExportForm(props: ExportFormProps) {
  const { recordingId, transcriptId, subject, choice, onChoice, onLeave } = props;
  const { api, host } = useTrax();
  const { t } = useTranslation();
  const [wished, setView] = useState<View>('preview');
  const { format, options } = choice;
  const preview = useQuery(
    api.exports.preview.queryOptions({
      input: { transcriptId, format, options },
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  );
  const written = useQuery({
    ...api.exports.list.queryOptions({ input: { recordingId } }),
    staleTime: 0,
  });
  const { violationCount = 0, violations = [] } = preview.data ?? {};
  const isSubtitles = optionsOf(format).layout;
  const count = written.data?.length ?? 0;
  const views: { value: View; label: string }[] = [
    { value: 'preview', label: t('export.preview') },
    ...(isSubtitles
      ? [{ value: 'check' as const, label: t('export.check.button', { count: violationCount }) }]
      : []),
    // Where the browser puts what it saves is not told to anybody.
    ...(host.kind === 'desktop' || count > 0
      ? [{ value: 'written' as const, label: t('export.written.button', { count }) }]
      : []),
  ];
  const view = views.some(({ value }) => value === wished) ? wished : 'preview';
  return (
    <div className="@container flex min-h-0 grow flex-col">
      <div className="grid min-h-0 grow gap-6 px-6 @max-3xl:overflow-y-auto @3xl:grid-cols-[18.5rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-5 py-1 pr-2 @3xl:overflow-y-auto">
          <FormatPicker value={format} onChange={(next) => onChoice({ ...choice, format: next })} />
          <p className="text-soft">{t(`export.about.${format}`)}</p>
          <ExportOptionFields
            key={format}
            format={format}
            options={options}
            subject={subject}
            onChange={(next) => onChoice({ ...choice, options: next })}
          />
        </div>
        <div className="flex flex-col items-start gap-3 @max-3xl:h-80 @3xl:min-h-0">
          {views.length > 1 && (
            <Segmented label={t('export.view')} value={view} choices={views} onChange={setView} />
          )}
          <div className="flex min-h-0 w-full grow flex-col">
            {view === 'preview' && <ExportPreview preview={preview.data} error={preview.error} />}
            {view === 'check' && (
              <CheckList
                recordingId={recordingId}
                violations={violations}
                count={violationCount}
                options={options}
                onLeave={onLeave}
              />
            )}
            {view === 'written' && <WrittenList written={written.data ?? []} />}
          </div>
        </div>
      </div>
    </div>
  );
}
