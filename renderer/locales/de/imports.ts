import type { imports as english } from '../en/imports.ts';

export const imports: typeof english = {
  imports: {
    added: '{{name}} ist aufgenommen, als eigenes Transkript.',
    waits: '{{name}} wartet, bis die Aufnahme gehört wurde, um die Zeiten daraus zu nehmen.',
    open: 'Öffnen',
    from: 'aus {{name}}',
  },
};
