// A site's host and the names it stands under, down to the registrable domain: what is listed of one of them is listed of the
// site. By the public suffixes of ICANN, so that a host that gives names away counts as one.

import { getDomain } from "tldts-icann";

const mostLabels = 12;

/** The host of an origin in lower case without a dot at its end; null for an address by number and for what is no host. */
export const hostOfOrigin = (origin: string): string | null => {
	if (origin.length > 300 || !URL.canParse(origin)) return null;
	const host = new URL(origin).hostname.toLowerCase().replace(/\.$/, "");
	return host.length > 253 || !/^[a-z0-9._-]+$/.test(host) ? null : host;
};

/** The registrable domain of a host; null where it has none. */
export const registrableOf = (host: string): string | null =>
	getDomain(host, { allowPrivateDomains: false });

/** The host, then each name above it, the registrable domain last. Nothing for a host without one. */
export const namesOver = (host: string): readonly string[] => {
	const domain = registrableOf(host);
	if (domain === null) return [];
	const labels = host.split(".");
	const most = labels.length - domain.split(".").length;
	const names: string[] = [];
	for (let i = 0; i <= most; i++) names.push(labels.slice(i).join("."));
	// of a host with more parts than anyone has, those nearest to the domain
	return names.slice(-mostLabels);
};
