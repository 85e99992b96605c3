import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { planEdit } from '../../../shared/transcript/planEdit.ts';
import { clock } from '../../format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import type { Editor } from './editor.ts';

/** What subtitles run away by where film and television disagree on the pictures in a second. */
const rates = {
  '25 → 23.976': 25 / 23.976,
  '23.976 → 25': 23.976 / 25,
  '25 → 24': 25 / 24,
  '24 → 25': 24 / 25,
};

interface RetimeDialogProps {
  isOpen: boolean;
  onClose: () => void;
  editor: Editor;
  segments: readonly Segment[];
  /** Seconds. */
  duration: number;
  /** The paragraph that the person was at; null where there is none. */
  from: Segment | null;
}

/** Moves and stretches all times, after a look at what that comes to. */
export function RetimeDialog({ isOpen, onClose, ...props }: RetimeDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('retime.title')} description={t('retime.text')}>
      <RetimeForm onClose={onClose} {...props} />
    </Dialog>
  );
}

function RetimeForm({ onClose, editor, segments, duration, from }: Omit<RetimeDialogProps, 'isOpen'>) {
  const { t } = useTranslation();
  const [scope, setScope] = useState<'all' | 'onward'>('all');
  const [offset, setOffset] = useState(0);
  const [factor, setFactor] = useState(1);
  const command = useMemo(
    () => ({ type: 'retime', from: scope === 'onward' && from ? from.id : null, offset, factor }) as const,
    [scope, from, offset, factor],
  );
  const plan = useMemo(() => planEdit(segments, command, duration), [segments, command, duration]);
  const isSame = offset === 0 && factor === 1;
  const known = Object.entries(rates).find(([, rate]) => rate === factor)?.[0];
  const [first, last] = [plan?.put[0], plan?.put.at(-1)];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        editor.flush();
        if (editor.apply(command)) onClose();
      }}
      className="flex flex-col gap-4 px-6 pb-6"
    >
      {from && (
        <Segmented
          label={t('retime.scope')}
          value={scope}
          choices={[
            { value: 'all', label: t('retime.all') },
            { value: 'onward', label: t('retime.onward') },
          ]}
          onChange={setScope}
        />
      )}
      <NumberField
        label={t('retime.offset')}
        unit={t('retime.seconds')}
        value={offset}
        minimum={-360_000}
        maximum={360_000}
        step={0.1}
        onChange={setOffset}
      />
      <div className="flex items-center justify-between gap-4">
        <span>{t('retime.factor')}</span>
        <Select
          label={t('retime.factor')}
          className="w-44"
          value={factor === 1 ? 'same' : (known ?? 'custom')}
          choices={[
            { value: 'same', label: t('retime.same') },
            ...Object.keys(rates).map((value) => ({ value, label: value })),
            { value: 'custom', label: t('retime.custom') },
          ]}
          onChange={(name) => setFactor(rates[name as keyof typeof rates] ?? (name === 'same' ? 1 : 1.001))}
        />
      </div>
      {factor !== 1 && !known && (
        <NumberField
          label={t('retime.factorField')}
          value={factor}
          minimum={0.1}
          maximum={10}
          step={0.001}
          onChange={setFactor}
        />
      )}
      <p role="status" className={plan || isSame ? 'min-h-5 text-soft' : 'min-h-5 text-danger'}>
        {first && last
          ? t('retime.result', {
              count: plan?.put.length ?? 0,
              start: clock(first.start),
              end: clock(last.end),
            })
          : !isSame && t('retime.impossible')}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" disabled={!plan}>
          {t('retime.apply')}
        </Button>
      </div>
    </form>
  );
}
