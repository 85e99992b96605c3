import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { useFocusReturn } from './useFocusReturn.ts';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  className?: string;
  children: ReactNode;
}

/** A window over the page. Escape and a click beside it close it. */
export function Dialog({ isOpen, onClose, title, description, className, children }: DialogProps) {
  const { t } = useTranslation();
  const { remember, giveBack } = useFocusReturn();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          data-dialog=""
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            remember();
            focusContent(event);
          }}
          onCloseAutoFocus={giveBack}
          className={classes(
            'fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100vh-3rem)] max-w-[calc(100vw-3rem)] animate-appear flex-col rounded-xl bg-raised shadow-float',
            '-translate-x-1/2 -translate-y-1/2 focus:outline-none',
            className ?? 'w-120',
          )}
        >
          <header className="flex items-start gap-4 px-6 pt-5 pb-3">
            <div className="min-w-0 grow">
              <Radix.Title className="wrap-anywhere font-semibold text-lg">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-soft">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <Button
                look="quiet"
                size="small"
                className="-mr-1.5 aspect-square px-0!"
                aria-label={t('common.close')}
              >
                <X aria-hidden size={16} strokeWidth={1.75} />
              </Button>
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What is marked `data-focus-first` takes the focus, else the dialog itself: a ring around its close button says nothing. */
function focusContent(event: Event) {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const first = event.currentTarget.querySelector<HTMLElement>('[data-focus-first]');
  (first ?? event.currentTarget).focus();
}
