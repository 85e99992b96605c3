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

const pictures = Object.keys(rates) as (keyof typeof rates)[];

type Stretch = 'same' | 'custom' | keyof typeof rates;

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
  // Null while what is typed is none.
  const [offset, setOffset] = useState<number | null>(0);
  const [stretch, setStretch] = useState<Stretch>('same');
  const [written, setWritten] = useState<number | null>(1);
  const factor = stretch === 'same' ? 1 : stretch === 'custom' ? written : rates[stretch];
  const command = useMemo(() => {
    if (offset === null || factor === null) return null;
    return { type: 'retime', from: scope === 'onward' && from ? from.id : null, offset, factor } as const;
  }, [scope, from, offset, factor]);
  const plan = useMemo(() => command && planEdit(segments, command, duration), [segments, command, duration]);
  const isSame = offset === 0 && factor === 1;
  const [first, last] = [plan?.put[0], plan?.put.at(-1)];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        editor.flush();
        if (command && editor.apply(command)) onClose();
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
        value={offset ?? 0}
        minimum={-360_000}
        maximum={360_000}
        step={0.1}
        onChange={setOffset}
        onWrong={() => setOffset(null)}
      />
      <div className="flex items-center justify-between gap-4">
        <span>{t('retime.factor')}</span>
        <Select
          label={t('retime.factor')}
          className="w-44"
          value={stretch}
          choices={[
            { value: 'same', label: t('retime.same') },
            ...pictures.map((value) => ({ value, label: value })),
            { value: 'custom', label: t('retime.custom') },
          ]}
          onChange={setStretch}
        />
      </div>
      {stretch === 'custom' && (
        <NumberField
          label={t('retime.factorField')}
          value={written ?? 1}
          minimum={0.1}
          maximum={10}
          step={0.001}
          onChange={setWritten}
          onWrong={() => setWritten(null)}
        />
      )}
      <p role="status" className={plan || isSame ? 'text-soft' : 'text-danger'}>
        {first && last
          ? t('retime.result', {
              count: plan?.put.length ?? 0,
              start: clock(first.start),
              end: clock(last.end),
            })
          : t(command && !isSame ? 'retime.impossible' : 'retime.nothing')}
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
