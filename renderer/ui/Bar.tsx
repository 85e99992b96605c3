import { Progress } from 'radix-ui';
import { classes } from './classes.ts';

interface BarProps {
  /** What is under way, for people who do not see the bar. */
  label: string;
  /** 0..1 */
  share: number;
  tone?: 'moving' | 'resting' | 'failed';
  className?: string;
}

const tones = { moving: 'bg-accent', resting: 'bg-line-strong', failed: 'bg-danger' } as const;

/** How far something is. */
export function Bar({ label, share, tone = 'moving', className }: BarProps) {
  return (
    <Progress.Root
      value={Math.floor(share * 100)}
      aria-label={label}
      className={classes('h-1.5 overflow-hidden rounded-full bg-line', className)}
    >
      <Progress.Indicator
        className={classes('h-full rounded-full transition-[width] duration-150', tones[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </Progress.Root>
  );
}
