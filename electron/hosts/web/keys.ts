import { randomBytes, timingSafeEqual } from 'node:crypto';

/** What lets a browser in: a key in the link, exchanged once for a cookie. */
export interface Keys {
  /** For the link in the terminal; holds as long as the server runs. 256 random bits. */
  readonly lasting: string;
  /** A key that opens once: the command line of a browser can be read by every user of the computer. */
  mintSingleUse(): string;
  /** Whether a key from a link opens; a single-use key is spent by this. */
  opens(key: string): boolean;
  /** The cookie header that a browser is given in exchange. */
  readonly cookie: string;
  /** Whether a request's `Cookie` header holds our cookie. */
  isKnown(cookies: string | undefined): boolean;
}

/** Fresh keys for a server on a port. Cookies do not tell ports apart, so the cookie's name does. */
export function createKeys(port: number): Keys {
  const lasting = newKey();
  const session = newKey();
  const singleUse = new Set<string>();
  const name = `trax-${port}`;
  return {
    lasting,
    mintSingleUse() {
      const key = newKey();
      singleUse.add(key);
      return key;
    },
    opens: (key) => isSame(key, lasting) || singleUse.delete(key),
    cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`,
    isKnown(cookies = '') {
      const parts = cookies.split(';').map((part) => part.trim());
      return parts.some(
        (part) => part.startsWith(`${name}=`) && isSame(part.slice(name.length + 1), session),
      );
    },
  };
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares without telling by its duration how much was right. */
function isSame(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
