import { AlertDialog as Radix } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { useFocusReturn } from './useFocusReturn.ts';

interface ConfirmProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description: string;
  /** What is about to be done, as a verb. */
  verb: string;
  /** What is done instead, where "cancel" could mean both. */
  instead?: string;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. The safe answer has the focus. */
export function Confirm({ isOpen, onClose, title, description, verb, instead, onConfirm }: ConfirmProps) {
  const { t } = useTranslation();
  const { remember, giveBack } = useFocusReturn();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={remember}
          onCloseAutoFocus={giveBack}
          className="fixed top-1/2 left-1/2 z-40 w-105 max-w-[calc(100vw-3rem)] -translate-x-1/2 -translate-y-1/2 animate-appear rounded-xl bg-raised p-6 shadow-float focus:outline-none"
        >
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description className="mt-2 text-soft">{description}</Radix.Description>
          <div className="mt-6 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{instead ?? t('common.cancel')}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button look="danger" onClick={onConfirm}>
                {verb}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
