import type { ReactNode } from 'react';

/** A titled part of the settings. */
export function Section({
  title,
  note,
  aside,
  children,
}: {
  title: string;
  note?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="grow">
          <h2 className="font-semibold text-lg">{title}</h2>
          {note && <p className="mt-0.5 text-soft">{note}</p>}
        </div>
        {aside}
      </header>
      <div className="rounded-xl border border-line bg-raised">{children}</div>
    </section>
  );
}

/** A line of a section: a label and its control. */
export function Line({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-6 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 grow">
        <span>{label}</span>
        {note && <span className="block wrap-anywhere text-soft text-xs">{note}</span>}
      </div>
      {children}
    </div>
  );
}
