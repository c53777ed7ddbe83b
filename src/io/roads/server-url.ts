// The address of a routing server. What it may hold of secrets (user, password, keys) goes to the server and nowhere else:
// not to the screen, not into files, not into the name of the cache.

export interface ServerUrl {
  /** for people and files: no user, no password, no query */
  readonly shown: string;
  /** the whole address of one of the server's services */
  to(path: string, query?: string): string;
  /** the text without the secrets: servers repeat what they do not understand */
  hide(text: string): string;
  /** what the server wants to see of the user, if anything */
  readonly authorization: string | null;
}

/** Of addresses that people copy: what belongs to a single request. */
const SERVICE =
  /\/(?:(?:table|route|nearest|match|trip|tile)\/v1(?:\/.*)?|sources_to_targets|route|status|locate)?\/*$/;

/** Null when it is no address of a web server. */
export function parseServerUrl(text: string): ServerUrl | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  const base = url.origin + url.pathname.replace(SERVICE, '');
  const own = url.search.slice(1);
  const user = decodeURIComponentSafely(url.username);
  const password = decodeURIComponentSafely(url.password);
  const secrets = [url.password, password, own, ...url.searchParams.values()]
    .filter(secret => secret.length > 2)
    .sort((a, b) => b.length - a.length);
  return {
    shown: base,
    hide: text => secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text),
    to: (path, query = '') => {
      const all = [query, own].filter(part => part !== '').join('&');
      return `${base}/${path}${all === '' ? '' : `?${all}`}`;
    },
    authorization:
      user === '' && password === ''
        ? null
        : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  };
}

/** An address for people: without secrets, also where it is no address at all. */
export function publicUrl(text: string): string {
  const url = parseServerUrl(text);
  if (url) return url.shown;
  return text.replace(/^([^/]*\/\/)?[^/]*@/, '$1').replace(/[?#].*$/s, '');
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
