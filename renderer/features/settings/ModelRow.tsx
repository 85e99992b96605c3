import type { TFunction } from 'i18next';
import { Check, Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../shared/contract/models.ts';
import { isUsable } from '../../../shared/usableModel.ts';
import { sayText } from '../../failure.ts';
import { languageName } from '../../format.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { DownloadProgress } from './DownloadProgress.tsx';
import { modelSize, modelState } from './modelView.ts';
import { useModelCommands } from './useModelCommands.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

interface ModelRowProps {
  model: Model;
  /** Why it is recommended; null when it is not. */
  reason: string | null;
  isChosen: boolean;
}

/** One model: what it is, how it stands, and what can be done with it. */
export function ModelRow({ model, reason, isChosen }: ModelRowProps) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const { download } = useModelCommands();
  const state = modelState(model);
  const mayUse = isUsable(model);
  return (
    <div className="px-4 py-3">
      <div className="flex min-h-8 items-center gap-3">
        <div className="min-w-0 grow">
          <p className="flex items-center gap-2">
            <span className="truncate font-medium">{model.name}</span>
            {reason !== null && (
              <span className="shrink-0 rounded-full bg-accent-soft px-2 py-px text-accent-text text-xs">
                {t('models.recommended')}
              </span>
            )}
          </p>
          <ModelFacts model={model} />
        </div>
        {mayUse && isChosen && (
          <span className="flex items-center gap-1.5 pr-2 text-accent-text">
            <Check aria-hidden size={15} />
            {t('models.inUse')}
          </span>
        )}
        {mayUse && !isChosen && (
          <Button size="small" onClick={() => update({ model: model.name })}>
            {t('models.use')}
          </Button>
        )}
        {state === 'available' && (
          <Button
            size="small"
            look={reason === null ? 'plain' : 'primary'}
            aria-label={t('models.downloadName', { name: model.name })}
            onClick={() => download.mutate(model.name)}
          >
            <Download aria-hidden size={14} />
            {t('models.download')}
          </Button>
        )}
        {model.path !== null && !model.isReadOnly && <RemoveButton model={model} />}
      </div>
      {reason !== null && <p className="mt-1 text-soft">{reason}</p>}
      {model.damage !== null && (
        <p className="mt-2 rounded-lg bg-danger-soft px-3 py-2 wrap-anywhere">
          <span className="text-danger">{t('models.damaged', { reason: sayText(t, model.damage) })}</span>{' '}
          {!model.isReadOnly && t('models.damagedNext')}
        </p>
      )}
      <DownloadProgress model={model} className="mt-3" />
    </div>
  );
}

function ModelFacts({ model }: { model: Model }) {
  const { t, i18n } = useTranslation();
  const facts = [
    modelSize(t, model, i18n.language),
    model.damage === null && abilities(t, model, i18n.language),
    model.wordErrorRate !== null && t('models.errors', { rate: model.wordErrorRate }),
    model.source === 'sample' ? t('models.sample') : model.isReadOnly && t('models.readOnly'),
    model.licence,
  ];
  return <p className="truncate text-soft text-xs">{facts.filter(Boolean).join(' · ')}</p>;
}

/** What it can do: the languages that it understands, or that it only finds speech. */
function abilities(t: TFunction, { task, languages }: Model, language: string): string {
  if (task === 'voice-activity') return t('models.voiceActivity');
  if (languages === 'many') return t('models.manyLanguages');
  return languages.map((code) => languageName(code, language)).join(', ');
}

function RemoveButton({ model }: { model: Model }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { remove } = useModelCommands();
  return (
    <>
      <IconButton
        icon={Trash2}
        size="small"
        label={t('models.removeName', { name: model.name })}
        onClick={() => setAsks(true)}
      />
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('models.removeTitle', { name: model.name })}
        description={t('models.removeText')}
        verb={t('models.remove')}
        onConfirm={() => remove.mutate(model.name)}
      />
    </>
  );
}
