import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './ui/Button.tsx';
import { useCommand } from './useCommand.ts';

interface CopyButtonProps extends Pick<ButtonProps, 'size' | 'disabled'> {
  label: string;
  /** Gives what is copied. */
  read: () => string | Promise<string>;
}

/** Copies a text, and says that it has. */
export function CopyButton({ label, read, size = 'normal', disabled }: CopyButtonProps) {
  const { t } = useTranslation();
  const copy = useCommand(async () => navigator.clipboard.writeText(await read()));
  const Icon = copy.isSuccess ? Check : Copy;
  return (
    <Button size={size} disabled={disabled || copy.isPending} onClick={() => copy.mutate()}>
      <Icon aria-hidden size={size === 'small' ? 14 : 15} />
      <span aria-live="polite">{copy.isSuccess ? t('common.copied') : label}</span>
    </Button>
  );
}
