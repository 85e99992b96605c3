import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueTarget } from '../../../shared/contract/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { type Recognition, RecognitionFields } from '../settings/RecognitionFields.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

const asItIs = 'unchanged';

/** What is waited for at a terminal has 10: people's own words lie around it. */
const priorities = { high: 20, normal: 0, low: -20 } as const;
type PriorityName = keyof typeof priorities;
const priorityNames: readonly PriorityName[] = ['high', 'normal', 'low'];

/** Other settings for what of a batch, or of its recordings, has not begun; and how urgent it is. */
export function TargetSettings({ target, onClose }: { target: QueueTarget; onClose: () => void }) {
  const { t } = useTranslation();
  const [recognition, setRecognition] = useState<Recognition>({ language: null, model: null });
  const [priority, setPriority] = useState<PriorityName | typeof asItIs>(asItIs);
  const { setOptions, prioritise } = useQueueCommands();
  const { language, model } = recognition;
  const hasOptions = language !== null || model !== null;
  const apply = () => {
    if (hasOptions)
      setOptions(target, { ...(language !== null && { language }), ...(model !== null && { model }) });
    if (priority !== asItIs) prioritise(target, priorities[priority]);
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('queue.changeSettings')} description={t('queue.settingsText')}>
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
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={!hasOptions && priority === asItIs} onClick={apply}>
            {t('queue.apply')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
