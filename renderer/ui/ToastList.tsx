import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import type { Toast, Toasts } from './toasts.ts';

/** Milliseconds that good news stays; problems stay until they are dismissed. */
const goodNewsTime = 8000;

/**
 * What just happened, in the corner; in the other one while a dialog is open, whose buttons are at the end of its foot.
 * Shift+F6 moves the focus there: F6 alone is for the text.
 */
export function ToastList({ toasts }: { toasts: StoreApi<Toasts> }) {
  const { t } = useTranslation();
  const shown = useStore(toasts, (state) => state.shown);
  const { dismiss } = toasts.getState();
  return (
    <Radix.Provider swipeDirection="right" label={t('common.notification')}>
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={() => dismiss(toast.id)} />
      ))}
      <Radix.Viewport
        hotkey={['shiftKey', 'F6']}
        label={t('common.notifications')}
        className="fixed right-5 bottom-[calc(1.25rem+var(--foot))] z-50 flex w-96 [:root:has([data-dialog])_&]:right-auto [:root:has([data-dialog])_&]:left-5 max-w-[calc(100vw-2.5rem)] flex-col gap-2 rounded-xl"
      />
    </Radix.Provider>
  );
}

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: () => void }) {
  const { t } = useTranslation();
  const Icon = toast.kind === 'done' ? CircleCheck : TriangleAlert;
  return (
    <Radix.Root
      type={toast.kind === 'done' ? 'background' : 'foreground'}
      duration={toast.kind === 'done' ? goodNewsTime : Number.POSITIVE_INFINITY}
      onOpenChange={(open) => !open && onDismiss()}
      className="flex animate-appear items-start gap-3 rounded-xl bg-raised py-3 pr-2 pl-4 shadow-float"
    >
      <Icon
        aria-hidden
        size={18}
        className={toast.kind === 'done' ? 'mt-1 shrink-0 text-accent-text' : 'mt-1 shrink-0 text-danger'}
      />
      <div className="min-w-0 grow py-1">
        <Radix.Title className="font-medium">{toast.title}</Radix.Title>
        {toast.lines && (
          <Radix.Description asChild>
            <ul className="mt-1 flex max-h-40 flex-col gap-1 overflow-y-auto text-soft">
              {toast.lines.map((line) => (
                <li key={line} className="wrap-anywhere">
                  {line}
                </li>
              ))}
            </ul>
          </Radix.Description>
        )}
      </div>
      {toast.action && (
        <Radix.Action altText={toast.action.label} asChild>
          <Button size="small" onClick={toast.action.run}>
            {toast.action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton icon={X} label={t('common.dismiss')} size="small" />
      </Radix.Close>
    </Radix.Root>
  );
}
