import fc from 'fast-check';
import { expect } from 'vitest';
import type { QueuePlace, QueueTarget } from '../../shared/contract/queue.ts';
import {
  addFiles,
  anyNumber,
  claim,
  end,
  expectSound,
  expectTransitions,
  free,
  heartbeat,
  jump,
  type Known,
  look,
  type Machine,
  nextByRules,
  pick,
  type Rows,
} from './queueMachine.ts';

type Step = fc.AsyncCommand<Known, Machine>;

/** A command that is described by its text and checked, before and after, against the rows. */
function step(
  text: string,
  change: (machine: Machine, known: Known, before: Rows) => Promise<unknown>,
): Step {
  return {
    check: () => true,
    toString: () => text,
    async run(known, machine) {
      const before = await look(machine);
      await change(machine, known, before);
      const after = await look(machine);
      expectTransitions(before, after);
      expectSound(after, known);
    },
  };
}

const owner = fc.constantFrom('ada', 'ben', 'cleo');

const add = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -1, max: 1 }), fc.integer({ min: 1, max: 3 }))
  .map(([count, priority, most]) =>
    step(`add ${count} files, priority ${priority}, ${most} at once`, async (machine, known) => {
      await addFiles(machine, count, priority, most);
      known.files += count;
    }),
  );

const take = owner.map((who) =>
  step(`${who} claims`, async (machine, known, before) => {
    const [taken] = await claim(machine, who, 1);
    expect(taken?.id).toBe(nextByRules(before)?.id);
    if (taken) known.held.set(who, [...(known.held.get(who) ?? []), taken]);
  }),
);

const finish = fc
  .tuple(
    owner,
    anyNumber,
    fc.constantFrom('well' as const, 'well' as const, 'passing' as const, 'final' as const),
  )
  .map(([who, number, how]) =>
    step(`${who} ends ${how} what it believes to hold (${number})`, async (machine, known, before) => {
      const believed = known.held.get(who) ?? [];
      const item = pick(believed, number);
      if (!item) return;
      const row = before.items.get(item.id);
      const isHolder = row?.status === 'running' && row.owner === who;
      expect(await end(machine, who, item, how), 'accepted from its holder only').toBe(isHolder);
      known.held.set(
        who,
        believed.filter((one) => one !== item),
      );
    }),
  );

const beat = owner.map((who) =>
  step(`${who} sends a heartbeat`, async (machine, known, before) => {
    const working = (known.held.get(who) ?? []).map(({ id }) => id);
    const held = [...before.items.values()].filter((row) => row.owner === who && working.includes(row.id));
    expect(await heartbeat(machine, who, working)).toEqual(new Set(held.map(({ id }) => id)));
  }),
);

const crash = fc.tuple(owner, fc.boolean()).map(([who, isNoticed]) =>
  step(`${who} crashes${isNoticed ? ', which is noticed' : ''}`, async (machine, known) => {
    known.held.set(who, []);
    if (isNoticed) await free(machine, (dead) => dead === who);
  }),
);

const clock = fc.constantFrom(-20, 5, 40, 400).map((seconds) =>
  step(`the clock jumps by ${seconds} s and leases are looked through`, async (machine) => {
    await jump(machine, seconds);
    await free(machine, () => false);
  }),
);

const target = fc.tuple(fc.constantFrom('item', 'batch', 'everything'), anyNumber);

function targetOf([kind, number]: [string, number], rows: Rows): QueueTarget | null {
  if (kind === 'everything') return { everything: true };
  const id = pick(kind === 'item' ? rows.items.keys() : rows.batches.keys(), number);
  if (!id) return null;
  return kind === 'item' ? { items: [id] } : { batches: [id] };
}

const steer = fc
  .tuple(fc.constantFrom('pause' as const, 'resume' as const, 'cancel' as const, 'retry' as const), target)
  .map(([verb, wanted]) =>
    step(`${verb} ${wanted.join(' ')}`, async (machine, _, before) => {
      const chosen = targetOf(wanted, before);
      if (chosen) await machine.queue[verb](chosen);
    }),
  );

/** Everything but what moved stays in its order. */
const move = fc
  .tuple(anyNumber, anyNumber, fc.constantFrom('before', 'after', 'first', 'last'))
  .map(([what, where, how]) =>
    step(`move ${what} ${how} ${where}`, async (machine, _, before) => {
      const open = [...before.items.values()].filter(
        (item) => !['completed', 'failed'].includes(item.status),
      );
      const item = pick(open, what);
      const anchor = pick(
        open.filter((one) => one !== item),
        where,
      );
      if (!item || !anchor) return;
      const place = how === 'before' ? { before: anchor.id } : how === 'after' ? { after: anchor.id } : how;
      await machine.queue.move({ items: [item.id] }, place as QueuePlace);
      const isOther = ({ id }: { id: string }) => id !== item.id && open.some((one) => one.id === id);
      const after = [...(await look(machine)).items.values()];
      expect(after.filter(isOther).map(({ id }) => id)).toEqual(open.filter(isOther).map(({ id }) => id));
      const ids = after.filter((one) => open.some(({ id }) => id === one.id)).map(({ id }) => id);
      const wanted = {
        before: ids.indexOf(anchor.id) - 1,
        after: ids.indexOf(anchor.id) + 1,
        first: 0,
        last: ids.length - 1,
      };
      expect(ids.indexOf(item.id)).toBe(wanted[how as keyof typeof wanted]);
    }),
  );

const remove = anyNumber.map((number) =>
  step(`take ${number} out of the queue`, async (machine, known, before) => {
    const item = pick(before.items.values(), number);
    if (!item) return;
    await machine.queue.remove({ items: [item.id] });
    known.files -= 1;
  }),
);

/** Claimants, commands and heartbeats all at the same time: only what must hold in the end can be said of it. */
const storm = fc.array(fc.tuple(owner, anyNumber), { minLength: 3, maxLength: 6 }).map(
  (moves): Step => ({
    check: () => true,
    toString: () => `all at once: ${moves.map(([who, number]) => `${who} ${number}`).join(', ')}`,
    async run(known, machine) {
      const doneBy = new Map<string, number>();
      const work = async (who: string, number: number) => {
        const taken = await claim(machine, who, 1 + (number % 2));
        if (number % 5 === 0) await machine.queue.pause({ everything: true });
        if (number % 5 === 1) await machine.queue.resume({ everything: true });
        if (number % 5 === 2)
          await heartbeat(
            machine,
            who,
            taken.map(({ id }) => id),
          );
        for (const item of taken) {
          if (await end(machine, who, item, 'well')) doneBy.set(item.id, (doneBy.get(item.id) ?? 0) + 1);
        }
      };
      await Promise.all(moves.map(([who, number]) => work(who, number)));
      expect([...doneBy.values()].every((times) => times === 1)).toBe(true);
      expectSound(await look(machine), known);
    },
  }),
);

/** Every command of the machine. */
export const steps = fc.commands(
  [add, take, take, take, finish, finish, beat, crash, clock, steer, move, remove, storm],
  {
    maxCommands: 40,
    size: 'max',
  },
);
