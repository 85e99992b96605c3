import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from './Button.tsx';
import { classes } from './classes.ts';
import { Hint } from './Hint.tsx';

interface IconButtonProps extends ButtonProps {
  icon: LucideIcon;
  /** Its name, spoken and shown on hover. */
  label: string;
  /** The caps of its shortcut, shown beside the name. */
  caps?: readonly string[];
}

/** A button that is only a picture: it always has a name. */
export function IconButton({
  icon: Icon,
  label,
  caps,
  look = 'quiet',
  className,
  ...props
}: IconButtonProps) {
  return (
    <Hint label={label} caps={caps}>
      <Button look={look} className={classes('aspect-square px-0!', className)} aria-label={label} {...props}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </Button>
    </Hint>
  );
}
