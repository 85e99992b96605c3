/** @typedef {import('node:http').ClientRequest} ClientRequest */
/** @typedef {import('node:http').IncomingMessage} IncomingMessage */

/**
 * Passes what the page asks of Vite's server on to the core, as if the core's own page had asked. Only for Vite's own page:
 * a request that another site makes is passed on as it is, and the core turns it away.
 * @param {import('./core.mjs').DevCore} core
 * @returns {import('vite').ProxyOptions}
 */
export function proxyTo(core) {
  const admit = (/** @type {ClientRequest} */ outgoing, /** @type {IncomingMessage} */ incoming) => {
    if (!isOwn(incoming)) return;
    outgoing.setHeader('host', new URL(core.origin).host);
    outgoing.setHeader('cookie', core.cookie());
    if (incoming.headers.origin) outgoing.setHeader('origin', core.origin);
  };
  return {
    target: core.origin,
    ws: true,
    configure(proxy) {
      proxy.on('proxyReq', admit);
      proxy.on('proxyReqWs', admit);
    },
  };
}

/** Whether Vite's own page asks: by its name for this server, and from there. */
function isOwn(/** @type {IncomingMessage} */ { headers }) {
  const { host, origin } = headers;
  const site = headers['sec-fetch-site'];
  if (!host || !/^(127\.0\.0\.1|localhost):\d+$/.test(host)) return false;
  return (
    (origin === undefined || origin === `http://${host}`) && (site === undefined || site === 'same-origin')
  );
}
