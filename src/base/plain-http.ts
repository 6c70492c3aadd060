// Where plain HTTP is taken: on this very machine, where nobody stands between. Everywhere else it has to be https.

/**
 * What a browser takes as this machine in a content security policy and in the patterns of a manifest. The policy's grammar
 * has no address of IPv6, so `[::1]` is not among them: the extension could never reach it.
 */
export const browserLocalHosts = ["localhost", "127.0.0.1"] as const;

const localHosts: readonly string[] = [...browserLocalHosts, "[::1]"];

/** Is it an address of https, or of plain http to one of these hosts, as a URL writes them? */
const isHttpTo = (url: URL, hosts: readonly string[]): boolean =>
	url.protocol === "https:" ||
	(url.protocol === "http:" && hosts.includes(url.hostname));

/** May something be fetched from there? */
export const isFetchable = (url: URL): boolean => isHttpTo(url, localHosts);

/** May it, and can a browser's extension reach it? */
export const isFetchableByBrowser = (url: URL): boolean =>
	isHttpTo(url, browserLocalHosts);
