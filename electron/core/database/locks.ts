/** Advisory locks of a Trax database: "Trax" in ASCII, and what for. */
const space = 0x54726178;

/** Held, shared, by every core that uses the server; whoever gets it alone is the last one. */
export const presenceLock = [space, 1];

/** Held by the one that changes the schema. */
export const migrationLock = [space, 2];

/** Held by the one that makes a backup. */
export const backupLock = [space, 3];

/** Held by the one that claims items. */
export const claimLock = [space, 4];

/** Held by the command that changes many items. */
export const commandLock = [space, 5];

/** Held by the one that looks through the library by itself. */
export const checkLock = [space, 45];

/** The first half of the lock that is held by whoever tells of a batch's end; the second is the batch. */
export const tellLock = space + 1;

/** Held by the one that counts the library's words; the database's own functions take it too (migration 040). */
export const searchWordsLock = [space, 6];
