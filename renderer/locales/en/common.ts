export const common = {
  common: {
    cancel: 'Cancel',
    close: 'Close',
    copyDetails: 'Copy details',
    dismiss: 'Dismiss',
    next: 'Next',
    notification: 'Notification',
    notifications: 'Notifications ({hotkey})',
    previous: 'Previous',
    tryAgain: 'Try again',
    undo: 'Undo',
  },
  shell: {
    places: 'Places',
    sidebar: 'Sidebar',
    free: '{{size}} free',
    readiness: {
      ready: 'Ready',
      'no-model': 'Model needed',
      'no-engine': 'Recogniser missing',
      'no-ffmpeg': 'ffmpeg missing',
      'no-endpoint': 'Server not set',
    },
  },
  connection: {
    lost: 'The connection to Trax is lost.',
    reconnecting: 'Reconnecting… What was stored is safe, and work under way goes on.',
    databaseLost: 'The database is being started again.',
    recovering: 'What was stored is safe. Everything goes on by itself in a moment.',
    newAddress: 'If you started Trax again, open the address that it gave.',
  },
};
