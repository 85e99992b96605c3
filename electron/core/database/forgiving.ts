/**
 * An expression whose evaluation lets the transaction commit without waiting for the disk. For what may be lost in a crash of
 * the server, because it is made good by itself: an item whose claim was lost is claimed again, and what was told is told anew.
 */
export const forgiving = `set_config('synchronous_commit', 'off', true)`;
