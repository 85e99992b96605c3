import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  LoaderCircle,
  RotateCw,
} from 'lucide-react';
import type { Item } from '../../../shared/contract/queue.ts';
import { classes } from '../../ui/classes.ts';
import { needsModel } from './itemView.ts';

const marks = {
  waiting: [CircleDashed, 'text-soft'],
  running: [LoaderCircle, 'text-accent-text animate-[spin_2s_linear_infinite] motion-reduce:animate-none'],
  paused: [CirclePause, 'text-soft'],
  done: [CircleCheck, 'text-accent-text'],
  failed: [CircleAlert, 'text-danger'],
  cancelled: [CircleSlash, 'text-soft'],
  retrying: [RotateCw, 'text-warning'],
} as const;

/** The picture of a state; the words beside it say the same. */
export function StateMark({ item, size = 16 }: { item: Item; size?: number }) {
  const [Icon, tone] = needsModel(item) ? marks.waiting : marks[item.state];
  return <Icon aria-hidden size={size} strokeWidth={1.75} className={classes('shrink-0', tone)} />;
}
