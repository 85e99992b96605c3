import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { quoted, type Reason, say } from '../../../shared/sentences.ts';

/** How many times a server may point elsewhere; model hubs point to their storage once or twice. */
const mostRedirects = 8;

/** A way to the network that obeys HTTP_PROXY, HTTPS_PROXY and NO_PROXY and trusts what the system trusts (company certificates). */
export interface Network extends Disposable {
  /** Asks for a file, following redirects. The answer's body is not read yet. */
  get(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage>;
}

/** Opens a way to the network; `environment` is where the proxy settings are. */
export function openNetwork(environment: NodeJS.ProcessEnv = process.env): Network {
  const plain = new http.Agent({ proxyEnv: environment });
  const secure = new https.Agent({ proxyEnv: environment, ca: trustedCertificates() });

  const getOnce = (url: URL, headers: Record<string, string>, signal: AbortSignal) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const isSecure = url.protocol === 'https:';
      (isSecure ? https : http)
        .get(url, { agent: isSecure ? secure : plain, headers, signal }, resolve)
        .on('error', reject);
    });

  return {
    async get(url, headers, signal) {
      let at = url;
      for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
        const response = await getOnce(at, headers, signal);
        const elsewhere = response.headers.location;
        if (!elsewhere || ![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) return response;
        response.destroy();
        at = new URL(elsewhere, at);
      }
      throw Object.assign(new Error('too many redirects'), { code: 'ELOOP' });
    },
    [Symbol.dispose]() {
      plain.destroy();
      secure.destroy();
    },
  };
}

function trustedCertificates(): string[] {
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}

/** Why a request failed, in words that follow "could not be downloaded:". */
export function whyRequestFailed(error: unknown, host: string): Reason {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP') return say('reason.endlessRedirects');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return say('reason.notFound', { host });
  if (code === 'ECONNREFUSED') return say('reason.refused', { host });
  if (code === 'ECONNRESET' || code === 'EPIPE' || message === 'aborted') return say('reason.brokeOff');
  if (code === 'ETIMEDOUT' || code === 'ENETUNREACH' || code === 'EHOSTUNREACH') {
    return say('reason.unreachable', { host });
  }
  if (/CERT|SELF_SIGNED|ISSUER/.test(code)) return say('reason.certificate', { host, code });
  return quoted(message);
}
