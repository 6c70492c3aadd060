// Does a host look like one of the sites people know, without being it? The tricks that are used: a letter more, less or other,
// characters drawn alike, the name with a word beside it, the name under another ending, the whole name put in front of another.

import { registrableOf } from "./hosts.ts";
import { coinedSites, plainSites } from "./known.ts";

const known = [...coinedSites, ...plainSites];
const knownSet: ReadonlySet<string> = new Set(known);

/** Of a domain, what stands before its ending. */
const labelOf = (domain: string): string => domain.split(".")[0] ?? "";

/** As a hasty eye takes it. */
const drawn = (label: string): string =>
	label
		.replaceAll("rn", "m")
		.replaceAll("vv", "w")
		.replaceAll("cl", "d")
		.replace(/[1|i]/g, "l")
		.replaceAll("0", "o")
		.replaceAll("5", "s")
		.replaceAll("3", "e");

/** Is one got from the other by a letter more, less or other, or two that changed places? */
export const isNear = (one: string, other: string): boolean => {
	if (one === other) return false;
	const [short, long] =
		one.length <= other.length ? [one, other] : [other, one];
	if (long.length - short.length > 1) return false;
	let at = 0;
	while (at < short.length && short[at] === long[at]) at++;
	if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
	return (
		short.slice(at + 1) === long.slice(at + 1) ||
		(short[at] === long[at + 1] &&
			short[at + 1] === long[at] &&
			short.slice(at + 2) === long.slice(at + 2))
	);
};

/** What a name in other letters has of plain ones: "xn--uniswp-..." is "uniswp". */
const plainPart = (label: string): string | null => {
	if (!label.startsWith("xn--")) return null;
	const end = label.lastIndexOf("-");
	return end > 4 ? label.slice(4, end) : "";
};

/** Are these letters of the other in their order, half of them at least? */
const isThinned = (thin: string, whole: string): boolean => {
	const missing = whole.length - thin.length;
	if (missing < 1 || thin.length < 4 || 2 * missing > whole.length)
		return false;
	let at = 0;
	for (const letter of whole) if (thin[at] === letter) at++;
	return at === thin.length;
};

/** A coined word of so many letters is in no other word by chance. */
const leastWithin = 6;

/** Words that a letter away from a coined one mean something else. */
const ordinary: ReadonlySet<string> = new Set(["finance"]);

const isCoinedAlike = (label: string, site: string): boolean => {
	if (ordinary.has(label)) return false;
	const name = labelOf(site);
	const thin = plainPart(label);
	if (thin !== null) return thin === name || isThinned(thin, name);
	return (
		// under another ending
		label === name ||
		drawn(label) === drawn(name) ||
		isNear(label, name) ||
		label.split("-").includes(name) ||
		(name.length >= leastWithin && label.includes(name))
	);
};

/** Is it one of the sites, or a part of one? */
export const isKnownSite = (host: string): boolean => {
	const domain = registrableOf(host);
	return domain !== null && knownSet.has(domain);
};

/** The site that the host could be taken for; null for none, and for a site that is known. */
export const siteAlike = (host: string): string | null => {
	const domain = registrableOf(host);
	if (domain === null || knownSet.has(domain)) return null;
	const label = labelOf(domain);
	const coined = coinedSites.find((site) => isCoinedAlike(label, site));
	if (coined !== undefined) return coined;
	// "app.uniswap.org.claim.example", "app-uniswap-org.pages.dev"
	const front = host.slice(0, -domain.length).replaceAll(".", "-");
	const parts = `-${front}-${label}-`;
	return (
		known.find((site) => parts.includes(`-${site.replaceAll(".", "-")}-`)) ??
		coinedSites.find((site) => front.split("-").includes(labelOf(site))) ??
		null
	);
};
