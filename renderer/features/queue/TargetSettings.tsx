import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueTarget } from '../../../shared/contract/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { type Recognition, RecognitionFields } from '../settings/RecognitionFields.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

const asItIs = 'unchanged';
const noLimit = 'none';
/** Recordings of a batch at the same time; beyond that it is the computers that set the limit. */
const limits = [1, 2, 3, 4, 6, 8];

/** What is waited for at a terminal has 10: people's own words lie around it. */
const priorities = { high: 20, normal: 0, low: -20 } as const;
type PriorityName = keyof typeof priorities;
const priorityNames: readonly PriorityName[] = ['high', 'normal', 'low'];

/** Other settings for what of a batch, or of its recordings, has not begun; how urgent it is, and how much of a batch at once. */
export function TargetSettings({ target, onClose }: { target: QueueTarget; onClose: () => void }) {
  const { t } = useTranslation();
  const [recognition, setRecognition] = useState<Recognition>({ language: null, model: null });
  const [priority, setPriority] = useState<PriorityName | typeof asItIs>(asItIs);
  const [atOnce, setAtOnce] = useState(asItIs);
  const { setOptions, prioritise, setLimits } = useQueueCommands();
  const batches = 'batches' in target ? target.batches : null;
  const { language, model } = recognition;
  const hasOptions = language !== null || model !== null;
  const apply = () => {
    if (hasOptions)
      setOptions(target, { ...(language !== null && { language }), ...(model !== null && { model }) });
    if (priority !== asItIs) prioritise(target, priorities[priority]);
    if (batches && atOnce !== asItIs)
      setLimits(batches, { workers: atOnce === noLimit ? null : Number(atOnce) });
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('queue.settingsTitle')} description={t('queue.settingsText')}>
      <div className="flex flex-col gap-4 px-6 pb-6">
        <RecognitionFields value={recognition} onChange={setRecognition} unsaid={t('queue.unchanged')} />
        <SelectField
          label={t('queue.priority')}
          value={priority}
          choices={[
            { value: asItIs, label: t('queue.unchanged') },
            ...priorityNames.map((name) => ({ value: name, label: t(`queue.priorities.${name}`) })),
          ]}
          onChange={setPriority}
        />
        {batches && (
          <SelectField
            label={t('queue.atOnce')}
            value={atOnce}
            choices={[
              { value: asItIs, label: t('queue.unchanged') },
              { value: noLimit, label: t('queue.noLimit') },
              ...limits.map((limit) => ({
                value: String(limit),
                label: t('queue.atMost', { count: limit }),
              })),
            ]}
            onChange={setAtOnce}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={!hasOptions && priority === asItIs && atOnce === asItIs}
            onClick={apply}
          >
            {t('queue.apply')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
