/** The name that both ends give themselves. */
export const identity = 'trax';

/**
 * TLS with a key that both ends have (RFC 5489): encrypted, each sure of the other, and no certificates to look after.
 * Version 1.2, since Node gives pre-shared keys to no other; this cipher is in OpenSSL and in Electron's BoringSSL.
 */
export const lockedTls = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
} as const;
