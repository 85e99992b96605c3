import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface NoticeProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children?: ReactNode;
}

/** What a place shows when it has nothing else to show: what is, and what to do. */
export function Notice({ icon: Icon, title, text, children }: NoticeProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 px-8 pb-16 text-center">
      <div className="mb-3 rounded-2xl bg-sunken p-4 text-soft">
        <Icon aria-hidden size={28} strokeWidth={1.5} />
      </div>
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="max-w-110 text-balance text-base text-soft">{text}</p>
      {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
