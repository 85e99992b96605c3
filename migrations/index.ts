import { Migration001Initial } from './001-initial.ts';
import { Migration002Enhancement } from './002-enhancement.ts';
import { Migration003Batches } from './003-batches.ts';
import { Migration004V2 } from './004-v2.ts';
import { Migration005Timestamps } from './005-timestamps.ts';
import { Migration006Library } from './006-library.ts';
import { Migration007Queue } from './007-queue.ts';
import { Migration008Rules } from './008-rules.ts';
import { Migration009Edits } from './009-edits.ts';
import { Migration020Repairs } from './020-repairs.ts';
import { Migration030QueueOrder } from './030-queue-order.ts';
import { Migration031Afterwards } from './031-afterwards.ts';
import { Migration040Search } from './040-search.ts';
import { Migration048Moving } from './048-moving.ts';
import { Migration050Resources } from './050-resources.ts';
import { Migration051Computers } from './051-computers.ts';
import { Migration052Endpoints } from './052-endpoints.ts';
import { Migration055WatchFolders } from './055-watch-folders.ts';
import { Migration060Editor } from './060-editor.ts';
import { Migration065Exports } from './065-exports.ts';
import { Migration066Imports } from './066-imports.ts';
import { Migration070Shelves } from './070-shelves.ts';

/** Every migration in its order, under the name by which a database remembers it. Named, since a bundler renames classes. */
export const migrations = [
  { name: '001-initial', class: Migration001Initial },
  { name: '002-enhancement', class: Migration002Enhancement },
  { name: '003-batches', class: Migration003Batches },
  { name: '004-v2', class: Migration004V2 },
  { name: '005-timestamps', class: Migration005Timestamps },
  { name: '006-library', class: Migration006Library },
  { name: '007-queue', class: Migration007Queue },
  { name: '008-rules', class: Migration008Rules },
  { name: '009-edits', class: Migration009Edits },
  { name: '020-repairs', class: Migration020Repairs },
  { name: '030-queue-order', class: Migration030QueueOrder },
  { name: '031-afterwards', class: Migration031Afterwards },
  { name: '040-search', class: Migration040Search },
  { name: '048-moving', class: Migration048Moving },
  { name: '050-resources', class: Migration050Resources },
  { name: '051-computers', class: Migration051Computers },
  { name: '052-endpoints', class: Migration052Endpoints },
  { name: '055-watch-folders', class: Migration055WatchFolders },
  { name: '060-editor', class: Migration060Editor },
  { name: '065-exports', class: Migration065Exports },
  { name: '066-imports', class: Migration066Imports },
  { name: '070-shelves', class: Migration070Shelves },
];
